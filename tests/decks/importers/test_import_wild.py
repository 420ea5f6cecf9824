"""Habits of people that the sets of documents brought to light, each in a few lines."""

import pytest

from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.draft import DraftQuestion


def _questions(text: str, name: str) -> dict[str, DraftQuestion]:
    draft, _ = import_bytes(text.encode(), name)
    return {question.ask: question for question in draft.questions}


def _points(text: str, name: str) -> dict[str, list[str]]:
    return {ask: [point.text for point in one.points] for ask, one in _questions(text, name).items()}


def test_a_header_in_own_words_is_no_question() -> None:
    text = (
        "No.;What Ines asked;Off the top of my head;Felt (1-5)\n1;How do you prune a rose?;Above an eye;4\n"
        "2;When do you lift dahlias?;After the first black frost;2\n3;Sell me this spade;;1\n"
    )
    assert _points(text, "garden.csv") == {
        "How do you prune a rose?": ["Above an eye"],
        "When do you lift dahlias?": ["After the first black frost"],
        "Sell me this spade": [],
    }


def test_a_table_without_a_header_keeps_its_first_row() -> None:
    text = "How do you prune a rose?,Above an eye\nWhen do you lift dahlias?,After the first black frost\n"
    assert list(_points(text, "garden.csv")) == ["How do you prune a rose?", "When do you lift dahlias?"]


def test_what_they_want_to_hear_is_said_where_nothing_else_is() -> None:
    text = (
        "## Who may drive the van?\n\n**What they look for:**\n\n"
        "- A licence that you have seen\n- A first lap\n\n"
        "## Who loads it?\n\n**What they look for:**\n\n- Order\n\n**Answer:**\n\n- Last stop first\n"
    )
    found = _questions(text, "van.md")
    assert [point.text for point in found["Who may drive the van?"].points] == [
        "A licence that you have seen",
        "A first lap",
    ]
    assert [point.text for point in found["Who loads it?"].points] == ["Last stop first"]
    assert found["Who loads it?"].why == "Order"


def test_a_table_for_each_question_is_a_worksheet() -> None:
    text = (
        "| Q1. | Tell us about a day that went wrong. |\n|---|---|\n| Situation | The oven died |\n"
        "| Result | Cold soup sold out |\n\nWell done.\n\n| Q2. | What is a good crust? |\n|---|---|\n"
        "| Key points | Steam first; then dry heat |\n| Avoid | Secrets |\n\nHomework: say it twice.\n"
    )
    found = _questions(text, "bakery.md")
    first, second = found.values()
    assert [(beat.beat, beat.notes[0].text) for beat in first.beats] == [
        ("situation", "The oven died"),
        ("result", "Cold soup sold out"),
    ]
    assert [point.text for point in second.points] == ["Steam first", "then dry heat"]
    assert [point.text for point in second.red_flags] == ["Secrets"]


def test_cards_may_be_written_without_blanks() -> None:
    text = "What is zinc?::A metal\nWho eats nettles?:::Geese\nBest clay :: From the river\n"
    assert _points(text, "cards.md") == {
        "What is zinc?": ["A metal"],
        "Who eats nettles?": ["Geese"],
        "Best clay": ["From the river"],
    }


def test_names_of_code_are_no_cards() -> None:
    text = "## What sorts a list?\n\nstd::sort does\nstd::stable_sort too\nstd::partial_sort some\n"
    assert list(_points(text, "code.md")) == ["What sorts a list?"]


def test_a_word_in_capitals_above_its_text_is_a_heading() -> None:
    text = "WHO KEEPS THE KEYS?\n- The porter\n\nSAFEGUARDING\nWhom do you call at night?\n- The warden\n"
    assert _points(text, "house.txt") == {
        "WHO KEEPS THE KEYS?": ["The porter"],
        "Whom do you call at night?": ["The warden"],
    }


def test_the_buttons_of_a_page_are_no_points() -> None:
    text = (
        "Interview Questions\nHow do you splice a rope?\n2 Answers\nUnlay three strands and tuck them.\n\n"
        "Helpful (6)   Share   Report\n\nDeckhand Interview\nNo Offer\n\nInterview Questions\n"
        "Why this ship?\nAnswer Question\n"
    )
    assert _points(text, "copied.txt") == {
        "How do you splice a rope?": ["Unlay three strands and tuck them."],
        "Why this ship?": [],
    }


def test_the_frame_of_a_page_is_told_and_not_asked() -> None:
    text = (
        "<html><body><h2>How do you glaze a pot?</h2>\n<p>Twice, thin.</p>\n"
        '<div class="ad">Looking for a kiln?</div>\n'
        '<section id="comments"><p>Does it work with ash?</p></section></body></html>'
    )
    draft, report = import_bytes(text.encode(), "pots.html")
    assert [question.ask for question in draft.questions] == ["How do you glaze a pot?"]
    assert [point.text for point in draft.questions[0].points] == ["Twice, thin."]
    assert [left.text for left in report.left_out] == ["Looking for a kiln?", "Does it work with ash?"]


LETTER = """\
From: Ida
Subject: Thursday

Hi Jon,

here is what they ask:

1. How do you hold a rudder in fog?
   Slowly, and with the horn.
2. What is a spring tide?
   The moon and the sun pull together.
3. Who may board first?

Does noon still work for you? Call me.

Kind regards,
Ida
"""


def test_the_farewell_of_a_letter_is_no_answer() -> None:
    assert _points(LETTER, "mail.txt") == {
        "How do you hold a rudder in fog?": ["Slowly, and with the horn."],
        "What is a spring tide?": ["The moon and the sun pull together."],
        "Who may board first?": [],
    }


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_beats_may_be_parted_by_a_dash(dash: str) -> None:
    text = (
        f"Q: Tell us about a hard day\nSituation {dash} two ferries and one crew\nResult {dash} both sailed\n"
    )
    (question,) = _questions(text, "ferry.txt").values()
    assert [(beat.beat, beat.notes[0].text) for beat in question.beats] == [
        ("situation", "two ferries and one crew"),
        ("result", "both sailed"),
    ]


@pytest.mark.parametrize("title", ["To ask", "My questions", "Ask Odile"])
def test_own_questions_are_of_their_kind(title: str) -> None:
    text = f"## Likely\n\n- How do you plan a rota?\n  - By skill\n\n## {title}\n\n- Who may change it?\n"
    assert _questions(text, "cafe.md")["Who may change it?"].kind == "ask-them"


def test_columns_of_a_story_are_its_beats() -> None:
    text = (
        "| Question | Situation | Action | Result |\n|---|---|---|---|\n"
        "| Tell me about a late ship. | Fog at Leith | We rang ahead | Unloaded by noon |\n"
        "| Describe a leak. | Hold two | Pumped all night |  |\n"
    )
    late, leak = _questions(text, "ships.md").values()
    assert [(beat.beat, beat.notes[0].text) for beat in late.beats] == [
        ("situation", "Fog at Leith"),
        ("action", "We rang ahead"),
        ("result", "Unloaded by noon"),
    ]
    assert [beat.beat for beat in leak.beats] == ["situation", "action"]


def test_a_quoted_answer_loses_its_marks() -> None:
    text = '## Why our house?\n\n**Sample answer:**\n\n> "I saw your play. I laughed."\n'
    assert _points(text, "stage.md") == {"Why our house?": ["I saw your play.", "I laughed."]}


def test_what_stands_further_out_than_the_questions_is_no_answer() -> None:
    text = (
        "- Likely\n  - What grows on a wall?\n    - Figs\n  - How do you stop blight?\n    - Burn it\n"
        "  - Who sprays?\n- Pack\n  - Boots\n"
    )
    assert _points(text, "map.md") == {
        "What grows on a wall?": ["Figs"],
        "How do you stop blight?": ["Burn it"],
        "Who sprays?": [],
    }


def test_orders_inside_an_answer_are_steps() -> None:
    text = (
        "> How do you sell a ticket?\n\n- Ask where to\n- Explain the fare once\n\n"
        "> Who mends the door?\n\nThe depot.\n"
    )
    assert _points(text, "bus.md") == {
        "How do you sell a ticket?": ["Ask where to", "Explain the fare once"],
        "Who mends the door?": ["The depot."],
    }
    indented = (
        "How do you sell a ticket\n  Ask where to\n  Explain the fare once\n\nWho may ride free\n  Children\n"
    )
    assert _points(indented, "bus.txt")["How do you sell a ticket"] == [
        "Ask where to",
        "Explain the fare once",
    ]


def test_what_an_interviewer_says_is_not_always_a_question() -> None:
    text = "Interviewer: Why buses?\nMe: Line 14.\nInterviewer: Thank you, that is all.\n"
    assert list(_points(text, "talk.txt")) == ["Why buses?"]


def test_remarks_in_brackets_hide_no_question() -> None:
    text = (
        "## Why should we hire you? [Asked at Lothian, Hard]\n\n- No accidents\n\n"
        "## Who mends the door? (depot)\n\n- They\n"
    )
    found = _questions(text, "bus.md")
    assert list(found) == ["Why should we hire you?", "Who mends the door? (depot)"]
    assert found["Why should we hire you?"].difficulty == "hard"


def test_what_is_asked_everywhere_may_be_named_only() -> None:
    text = (
        "### Tell me about yourself\n\n- Nine years\n\n### Greatest strength\n\n- Calm\n\n"
        "### Salary\n\n- 15.20 an hour\n"
    )
    assert list(_points(text, "topics.md")) == ["Tell me about yourself", "Greatest strength", "Salary"]


def test_numbered_cards_of_a_trainer_are_read_with_their_scores() -> None:
    text = (
        "Question 1 of 2\nWhy buses?\nYour answer: Line 14.\nScore: 3/5\n\n"
        "Question 2 of 2\nWho mends the door?\nAns. The depot.\n"
    )
    assert _points(text, "trainer.txt") == {"Why buses?": ["Line 14."], "Who mends the door?": ["The depot."]}


def test_broken_lines_of_a_cell_are_notes_of_their_own() -> None:
    text = (
        "| Question | Answer |\n|---|---|\n| Why buses? | Line 14<br>The new fleet |\n"
        "| What do you check? | 1. Tyres 2. Doors |\n"
    )
    assert _points(text, "bus.md") == {
        "Why buses?": ["Line 14", "The new fleet"],
        "What do you check?": ["Tyres", "Doors"],
    }


def test_notes_are_the_answer_where_there_is_no_other() -> None:
    text = (
        "Panel: Why do you leave teaching?\nNotes: write the books myself\n\n"
        "Panel: Who are our users?\nAnswer: Teachers\nNotes: Ivo knows more\nFeedback: slower\n"
    )
    leave, users = _questions(text, "panel.txt").values()
    assert (leave.ask, [point.text for point in leave.points]) == (
        "Why do you leave teaching?",
        ["write the books myself"],
    )
    assert ([point.text for point in users.points], users.notes) == (["Teachers"], "slower\nIvo knows more")


def test_numbers_of_two_levels_are_no_part_of_a_question() -> None:
    text = "**3.1 How do you treat late rows?**\n- A side table\n\n**3.2 A time you said no**\n- In May\n"
    assert _points(text, "plan.md") == {
        "How do you treat late rows?": ["A side table"],
        "A time you said no": ["In May"],
    }


def test_a_remark_before_a_list_is_not_the_list() -> None:
    text = "## Which line do you own?\n\n> Context: nine hundred buses.\n\n- Kafka in\n- Iceberg out\n"
    (question,) = _questions(text, "plan.md").values()
    assert [point.text for point in question.points] == ["Kafka in", "Iceberg out"]
    assert question.notes == "nine hundred buses."


def test_what_the_writer_asks_of_the_past_is_no_question() -> None:
    text = (
        "**Q: What is perry?**\nA: Pears.\n\n## Later\n\nI was ill. Why did I go?\n\nDid this help? Write.\n"
    )
    assert list(_points(text, "post.md")) == ["What is perry?"]


def test_a_number_and_a_dash_stand_before_a_question() -> None:
    text = (
        "Q1 - How do you tie in?\n- Knot, then partner\n\nQ2 - Wind comes up. What now?\n- Read the meter\n"
    )
    assert _points(text, "rope.txt") == {
        "How do you tie in?": ["Knot, then partner"],
        "Wind comes up. What now?": ["Read the meter"],
    }


def test_headings_may_be_only_letters() -> None:
    text = "# Q\nWhat do bees need in March?\n# A\nWeight. Feed light ones.\n\n# Q\nWho stings?\n# A\n- She\n"
    assert _points(text, "bees.md") == {
        "What do bees need in March?": ["Weight.", "Feed light ones."],
        "Who stings?": ["She"],
    }


def test_an_arrow_parts_a_prompt_from_its_answer() -> None:
    text = "* How do you hold a cat?  -> towel\n* Talk me through a scan  -> every minute: heart, gums\n"
    assert _points(text, "vet.txt") == {
        "How do you hold a cat?": ["towel"],
        "Talk me through a scan": ["every minute: heart, gums"],
    }


def test_a_bold_title_is_no_question() -> None:
    asks = ("How do you count?", "Which story stays?", "What do you speak?", "Who pays?", "Where do you end?")
    text = "**Tour guide notes**\n\n" + "".join(f"**{ask}**\nAt the bell.\n\n" for ask in asks)
    assert tuple(_points(text, "tour.md")) == asks


@pytest.mark.parametrize(
    "lead", ["Interview Question #1: ", "Q (easy): ", "Question 1 – ", "Q.1) ", "1.1 ", "[1] ", "HR asked: "]
)
def test_what_numbers_a_question_is_no_part_of_it(lead: str) -> None:
    assert list(_points(f"{lead}How do you tie in?\nKnot, then partner.\n", "rope.txt")) == [
        "How do you tie in?"
    ]


def test_the_last_line_of_an_answer_is_no_section() -> None:
    text = "1. How do you tie in?\n✅ Knot first\n✅ Partner check\n\n2. What is chafe?\n✅ Rope on an edge\n"
    assert _points(text, "rope.txt")["How do you tie in?"] == ["Knot first", "Partner check"]


def test_an_exported_chat_keeps_who_speaks_out_of_questions_and_answers() -> None:
    text = (
        "[12/10/2026, 19:04:11] Ana Reyes: mock time!!\n"
        "[12/10/2026, 19:04:20] Ana Reyes: What would you do on day one in the shop?\n"
        "[12/10/2026, 19:05:02] Leo: Learn the names, then the stock room.\n"
        "[12/10/2026, 19:05:40] Ana Reyes: good\n"
        "[12/10/2026, 19:05:51] Ana Reyes: How do you sell something you do not like?\n"
        "[12/10/2026, 19:06:30] Leo: Ask who it is for.\n"
    )
    assert _points(text, "chat.txt") == {
        "What would you do on day one in the shop?": ["Learn the names, then the stock room."],
        "How do you sell something you do not like?": ["Ask who it is for."],
    }
    draft, _ = import_bytes(text.encode(), "chat.txt")
    assert [(left.line, left.why) for left in draft.left_out] == [
        (1, "said between the questions"),
        (4, "said between the questions"),
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "Good luck!",
        "Bring: two copies of the CV",
        "Thanks,\nAnna",
        "Dress code\nsmart casual",
        "To do\n- call Mum",
        "---\nfile: October",
    ],
)
@pytest.mark.parametrize("name", ["notes.txt", "notes.md"])
def test_what_stands_below_the_last_answer_is_no_point_of_it(tail: str, name: str) -> None:
    first, second = "How do you prune a rose?\n- Above an eye", "When do you lift dahlias?\n- After the frost"
    text = f"{first}\n\n{second}\n\n{tail}\n"
    assert _points(text, name) == {
        "How do you prune a rose?": ["Above an eye"],
        "When do you lift dahlias?": ["After the frost"],
    }


@pytest.mark.parametrize(
    "title", ["--- Technical ---", "— Technical —", "B. Technical", "Technical questions"]
)
def test_a_decorated_title_between_questions_is_no_point(title: str) -> None:
    first, second = "How do you prune a rose?\n- Above an eye", "When do you lift dahlias?\n- After the frost"
    text = f"{first}\n\n{title}\n\n{second}\n"
    assert _points(text, "notes.txt") == {
        "How do you prune a rose?": ["Above an eye"],
        "When do you lift dahlias?": ["After the frost"],
    }
