"""Playbooks, the text of a PDF: what their owner would miss if it were not there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost
from importing import SAMPLES, as_deck, asked, disorder, notes, of_kind, seed, texts, understood

from voicedrill.decks.blanks import blanks_in
from voicedrill.decks.check import check_deck
from voicedrill.decks.importers import playbook
from voicedrill.decks.importers.draft import Draft, DraftStory
from voicedrill.decks.importers.phrases import figures, seconds_around, whole_sentences
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.decks.importers.write import deck_yaml

SAMPLE = SAMPLES / "playbook.txt"


@pytest.fixture(scope="module")
def book() -> Draft:
    return understood(SAMPLE, "playbook")


def blanks(story: DraftStory) -> int:
    return sum(len(blanks_in(note.text)) for beat in story.beats for note in beat.notes)


def test_everything_is_found(book: Draft) -> None:
    kinds = [question.kind or "" for question in book.questions]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "ask-them": 4,
        "behavioural": 5,  # two stories, two lines of what they said, one requirement that is covered
        "culture": 3,  # a pattern, "Why Lanternfield?", the plan
        "curveball": 3,  # two, and what to do when you do not know
        "gap": 2,
        "pitch": 3,
        "system-design": 1,
        "technical": 1,
    }
    assert len(book.stories) == 2
    assert (book.company, book.role) == ("Lanternfield Libraries", "Branch Manager")


def test_pitches_know_their_length_and_their_steps(book: Draft) -> None:
    short, long, shortest = of_kind(book, "pitch")
    assert (short.ask, short.seconds, short.framework) == ("The 30-Second Pitch", (20, 40), "pitch")
    assert short.notes == "1 Hook: Says who you are\n2 Proof: One number"
    # Its title is lost in the PDF's text: the document says elsewhere what it answers and how long it is.
    assert (long.ask, long.seconds) == ("Tell us about yourself", (90, 150))
    assert {beat: len(told) for beat, told in notes(long).items()} == {"past": 2, "present": 2, "future": 2}
    assert long.script is not None
    assert long.script.startswith("I began at the desk and learned every reader's name.")
    assert shortest.script == "Five years, nine people, 18% more loans. Ready for a larger house."


def test_a_question_beside_the_pitch_has_its_answer_and_tip(book: Draft) -> None:
    why = asked(book, "Why Lanternfield?")
    assert texts(why)[0] == "You lend tools as well as books."
    assert why.notes == "Tip: One thing that is true of them alone."


def test_a_story_keeps_what_is_verified_what_is_draft_and_what_is_blank(book: Draft) -> None:
    flood, evenings = book.stories
    assert flood.verified == "Moved 14,000 books in 36 hours after a flood, with a crew of 22 volunteers."
    assert [fact.text for fact in flood.facts] == ["14,000 books", "36 hours", "22 volunteers"]
    assert [beat.beat for beat in flood.beats] == ["situation", "task", "action", "result"]
    assert (blanks(flood), blanks(evenings)) == (5, 1)
    assert flood.use_for == (
        "Tell us about a crisis you led through",
        "Describe working with volunteers",
        "How do you decide quickly?",
        "Tell us about your hardest night",  # from the story bank of the cheat sheet
    )
    assert evenings.use_for == ("Describe a change you made", "How do you use numbers?")
    assert flood.notes is not None
    assert "Find the date of the flood" in flood.notes


def test_a_follow_up_of_a_story_has_what_to_say(book: Draft) -> None:
    first, second = book.stories[0].follow_ups
    assert first.ask == "What would you save first today?"
    assert [point.text for point in first.points] == [
        "Explain the list that you wrote afterwards.",
        "Show that it hangs by the door.",
    ]
    assert second.points[0].text == "Be honest about the night porter."


def test_a_story_is_practised_by_the_first_question_it_is_used_for(book: Draft, tmp_path: Path) -> None:
    deck = as_deck(book, tmp_path)
    question = next(q for q in deck.questions if q.ask == "Tell us about a crisis you led through")
    assert question.story == "the-flooded-basement"
    assert len(question.follow_ups) == 2
    # Values that the PDF has run together in one line are two tags.
    assert question.tags == ("courage", "care for people")
    assert all(point.wordings for point in question.points)


def test_a_pattern_has_its_points_red_flags_reason_and_story(book: Draft) -> None:
    pattern = asked(book, "Tell us about a time when you changed your mind")
    assert (pattern.kind, pattern.framework, pattern.story) == ("culture", "star", "evening-hours")
    assert [point.label for point in pattern.points] == ["A real stake", "The moment", "After"]
    assert [flag.text for flag in pattern.red_flags] == [
        "Borrowed humility: Changes only small things",
        "No names: It stays unclear who was right",
    ]
    assert pattern.why is not None
    assert pattern.why.startswith("Whether you can lose an argument")


def test_a_story_is_found_by_part_of_its_title_or_by_its_number(book: Draft) -> None:
    design = asked(book, "Design the first week")
    assert (design.kind, design.story) == ("system-design", "the-flooded-basement")
    assert design.notes is not None
    assert design.notes.startswith("From JD: Lead a diverse team")
    assert asked(book, "You find a reader asleep").story is None


def test_what_they_said_is_a_question_with_how_to_show_it(book: Draft) -> None:
    row = asked(book, "Lead a diverse team")
    assert texts(row) == ["You ran a team of nine for 5 years.", "Say how you share the Saturdays."]
    assert row.why == "Nine people with nine rosters."


def test_a_gap_takes_the_row_of_the_gap_table_that_it_is_about(book: Draft) -> None:
    gap = asked(book, "District Budgets")
    assert gap.framework == "bridge"
    assert gap.script is not None
    # The blank with its question mark ends no sentence.
    assert texts(gap)[0].startswith(
        "That is right, I have planned for one branch. In [which year?] I planned"
    )
    assert gap.notes == (
        "Re: Budget of a whole district\n"
        "Your resume evidence: No evidence of budgets above one branch\n"
        "Before you use this script, verify:\n"
        "How large was the repair?\n"
        "Which fund paid first?"
    )
    covered = asked(book, "Fluent in the lending system")
    assert (covered.tags, len(covered.points)) == (("covered",), 1)
    assert asked(book, "Budgets").script is not None


def test_the_recovery_framework(book: Draft) -> None:
    recovery = asked(book, "When You Don't Know the Answer")
    assert recovery.framework == "recovery"
    assert list(notes(recovery)) == ["pause", "acknowledge", "reason", "anchor"]
    # "Breathe once." says what to do and is nothing to say.
    assert texts(recovery) == [
        "That is new to me.",
        "I would begin with who it touches...",
        "I have not had that, and here is how I would find out.",
    ]
    assert [flag.text for flag in recovery.red_flags] == ["Making up a rule", 'Saying only "no idea"']


def test_the_steps_of_a_curveball_are_a_known_framework_or_its_own(book: Draft) -> None:
    shelf, heating = asked(book, "You may keep only one shelf"), asked(book, "The heating fails")
    assert heating.framework == "incident"
    assert [beat.beat for beat in heating.beats] == [
        "blast radius",
        "signals",
        "escalate or investigate",
        "mitigate",
        "communicate",
        "follow up",
    ]
    assert shelf.framework is not None
    assert book.frameworks[shelf.framework] == (
        "name the readers first",
        "pick one and stay with it",
        "say what it costs",
    )
    # The cheat sheet says it again in short.
    assert shelf.notes is not None
    assert shelf.notes.endswith("In short: Readers → one choice → its price")


def test_the_plan_is_a_question_whose_beats_are_stretches_of_days(book: Draft) -> None:
    plan = asked(book, "Your 30/60/90 day plan")
    assert {beat: len(told) for beat, told in notes(plan).items()} == {"listen": 3, "mend": 2, "open": 3}
    assert len(plan.points) == 8


def test_questions_to_ask_are_told_apart_and_repeated_ones_are_not_asked_twice(book: Draft) -> None:
    assert [(q.ask, q.tags) for q in of_kind(book, "ask-them")] == [
        ("What happens between the panel and the tour?", ("recruiter",)),
        ("What did the last manager of this branch leave behind?", ("recruiter", "company specific")),
        ("Which evening is the loudest?", ("peer interviewers",)),
        ("Who makes the coffee?", ("peer",)),
    ]
    assert of_kind(book, "ask-them")[2].why == "They will laugh first."
    assert any(left.line == 539 and "line 442" in left.why for left in book.left_out)


def test_rounds_are_read_from_a_sentence(book: Draft) -> None:
    assert [(r.name, r.minutes) for r in book.rounds] == [
        ("Phone screen", (20, 20)),
        ("Panel interview", (60, 75)),
        ("Tour of the branch", None),
    ]


def test_prep_paths_and_the_cheat_sheet_are_kept(book: Draft) -> None:
    assert {heading: len(told) for heading, told in book.prep.items()} == {
        "20-minute prep path": 2,
        "2-hour deep dive": 2,
        "Delivery Tips": 2,
        "Quick Reference: The Graceful Bridge": 1,
        "Questions That Hurt Your Candidacy": 1,
        "MAKE THESE YOUR OWN": 1,
        "KNOW ABOUT LANTERNFIELD": 1,
        "REMEMBER": 1,
    }


def test_the_same_parts_under_other_names_in_another_order(tmp_path: Path) -> None:
    draft = understood(SAMPLES / "playbook_other_names.md", "playbook")
    assert (draft.company, draft.role) == ("Brightwater Clinic", "Charge nurse")
    mistake = asked(draft, "Tell me about a mistake you made on a shift.")
    assert texts(mistake) == ["Names the drug and the dose", "Says who was told, and when"]
    assert [flag.text for flag in mistake.red_flags] == ["Blames the night shift"]
    # The story stands further down.
    assert (mistake.why, mistake.story) == ("Whether you report before you are asked.", "the-wrong-label")
    label, storm = draft.stories
    assert [beat.beat for beat in label.beats] == ["situation", "task", "action", "result"]
    assert [fact.text for fact in label.facts] == ["Cut labelling errors by 30%", "24 beds"]
    assert [follow_up.ask for follow_up in label.follow_ups] == [
        "Who disagreed?",
        "What would you do differently?",
    ]
    assert storm.verified == "Led a team of five through a night without power."
    gaps = of_kind(draft, "gap")
    assert [(gap.ask, gap.why) for gap in gaps] == [
        ("No experience in paediatrics", "Half of the ward is children."),
        ("A short stay at the last post", "Six months looks like a quarrel."),
    ]
    assert notes(asked(draft, "First 90 Days")) == {
        "days 1-30": ["Learn the names"],
        "days 31-60": ["Take the rota"],
    }
    assert [q.tags for q in of_kind(draft, "ask-them")] == [("matron",)]
    assert len(as_deck(draft, tmp_path).questions) == 8


def test_what_is_left_out_is_told_with_its_reason(book: Draft) -> None:
    why = {left.line: left.why for left in book.left_out}
    assert why[9] == "about the document itself"  # a person's name
    assert why[267 + 1] == "a prompt for a chat model; voicedrill asks by itself"
    assert why[225] == "a form to fill in"


def test_the_deck_passes_its_check(book: Draft, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck_yaml(book), encoding="utf-8")
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []


def test_lines_that_ask_why_and_warn_make_no_playbook() -> None:
    text = "\n\n".join(
        f'"What is thing {i}?"\n\nWHAT THEY\'RE REALLY ASKING\n\nWhether.\n\nWHAT GREAT LOOKS LIKE\n\n- One'
        for i in range(5)
    )
    assert playbook.likeness(read_bytes(text.encode(), "list.txt")) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("reduced P99 start latency from 4.2s to 1.1s by luck", ("P99 start latency from 4.2s to 1.1s",)),
        ("protecting 40+ downstream services from spikes", ("40+ downstream services",)),
        ("8M peak streams with 99.99% availability SLA.", ("8M peak streams", "99.99% availability SLA")),
        ("cut manual work 80%, became the standard", ("cut manual work 80%",)),
        ("in [what year?], 1:1s with everybody", ()),
    ],
)
def test_figures_come_with_what_they_count(text: str, found: tuple[str, ...]) -> None:
    assert figures(text) == found


def test_a_length_named_in_a_title() -> None:
    assert seconds_around("The 30-Second Pitch") == (20, 40)
    assert seconds_around("~2 minutes") == (90, 150)
    assert seconds_around("60-90 seconds") == (60, 90)
    assert seconds_around("Why This Company?") is None


def test_sentences_do_not_end_inside_blanks_or_quoted_words() -> None:
    assert whole_sentences(
        "At [what? and when?] we met. I asked them all: 'Why? How?' They did. We went on to win."
    ) == [
        "At [what? and when?] we met.",
        "I asked them all: 'Why? How?' They did.",
        "We went on to win.",
    ]


_LINES = SAMPLE.read_text(encoding="utf-8").split("\n")


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_nothing_is_lost_of_a_playbook_in_disorder(data: st.DataObject) -> None:
    """Lines dropped, doubled and moved: it is read all the same, and every line is used or reported."""
    lines = list(_LINES)
    disorder(lines, data, longest=40)
    document = read_bytes("\n".join([*lines, "x"]).encode(), "disorder.txt")
    assert_nothing_lost(document, playbook.read(document))


def test_the_third_seed_whole() -> None:
    """Counted by hand in the document."""
    draft = understood(seed("002"), "playbook")
    kinds = [question.kind or "" for question in draft.questions]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "ask-them": 12,
        "behavioural": 14,  # 6 stories, 5 lines of what they said, 2 covered requirements, 1 pattern
        "coding": 2,
        "culture": 5,  # 2 patterns, why this company, why this role, the plan
        "curveball": 3,
        "gap": 4,  # 3 scripts, and the short answer of the cheat sheet
        "pitch": 3,
        "system-design": 5,
        "technical": 2,
    }
    assert [len(story.follow_ups) for story in draft.stories] == [3] * 6
    assert all(follow_up.points for story in draft.stories for follow_up in story.follow_ups)
    assert [[beat.beat for beat in story.beats] for story in draft.stories] == [
        ["situation", "task", "action", "result"]
    ] * 6
    assert [blanks(story) for story in draft.stories] == [8, 6, 8, 8, 13, 11]
    assert [len(story.use_for) for story in draft.stories] == [4, 3, 4, 3, 4, 3]
    assert all(story.verified for story in draft.stories)

    patterns = [q for q in draft.questions if q.red_flags and q.kind != "curveball"]
    assert len(patterns) == 12
    assert [len(q.points) for q in patterns] == [4] * 12
    assert [len(q.red_flags) for q in patterns] == [4] * 12
    assert all(q.why and q.notes for q in patterns)
    assert [q.story for q in patterns] == [
        "video-session-service-design",
        None,
        "cdn-performance-optimization",
        None,
        None,
        "production-incident-ownership",
        "video-session-service-design",
        None,
        "production-incident-ownership",
        None,
        None,
        "distributed-rate-limiting-system",
    ]

    gaps = of_kind(draft, "gap")
    assert [gap.ask for gap in gaps[:3]] == [
        "Distributed Systems Theory",
        "Netflix Tooling",
        "Cross-Team Leadership",
    ]
    assert all(gap.script and gap.points for gap in gaps)
    assert all("verify:" in (gap.notes or "") and "Re: " in (gap.notes or "") for gap in gaps[:3])
    recovery, proud, incident = of_kind(draft, "curveball")
    assert (recovery.framework, proud.framework, incident.framework) == (
        "recovery",
        "proud-system",
        "incident",
    )
    assert (len(recovery.red_flags), len(recovery.beats)) == (4, 4)
    assert sum(len(beat.notes) for beat in proud.beats) == 5
    assert sum(len(beat.notes) for beat in incident.beats) == 6
    plan = asked(draft, "Your 30/60/90 day approach")
    assert {beat: len(told) for beat, told in notes(plan).items()} == {"orient": 6, "deliver": 5, "lead": 8}
    assert [len(q.tags) for q in of_kind(draft, "ask-them")] == [1, 1, 2, 1, 2, 2, 1, 2, 2, 1, 2, 2]
    assert all(q.why for q in of_kind(draft, "ask-them"))
    assert len(draft.rounds) == 4
    assert len(draft.prep["30-minute prep path"]) == len(draft.prep["2-hour deep dive"]) == 4
    assert len(draft.prep["REMEMBER"]) == 4
