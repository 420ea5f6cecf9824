"""Lists of questions as records: CSV, TSV, JSON, YAML and Anki exports, by what their columns hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost

from voicedrill.decks.check import check_deck
from voicedrill.decks.importers import records
from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.draft import Draft
from voicedrill.decks.importers.kinds import choose
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.decks.importers.record_cells import cloze, pieces, plain, tags
from voicedrill.decks.importers.record_columns import Column, columns
from voicedrill.decks.importers.write import deck_yaml
from voicedrill.decks.load import load_deck
from voicedrill.errors import ImportFileError

HERE = Path(__file__).parent / "samples"
SEMICOLONS = """\
\ufeffQuestion;Answer;Category;Difficulty;Tags
"How do you plan a release?";"Freeze early; Test on a copy; Tell the team";Delivery;medium;"planning, risk"
"Tell me about a conflict.";"I listen first. Then I name the shared goal.";Behavioral;easy;people
"What is
a canary?";"- a small share of traffic
- watched closely
- rolled back fast";Technical;Hard;
"""
EXCEL = """\
sep=;
id;Question;Key Points;Level;Role;Company;Why;Follow-ups;Red flags;Minutes;Votes
lead-1;How do you lead?;clarity, trust;Senior;Team Lead;Acme;To see.;What if not? | How so?;Shouting;2;12
2;What is latency?;1) time until the answer 2) measured in ms;Easy;SRE;Acme;;;;;7
"""
STAR = """\
#\tPrompt\tSituation\tTask\tAction\tResult\tLesson
1\tTell me about a failure.\tA launch slipped.\tI owned it.\tI cut the scope.\tWe were late.\tAsk earlier.
"""
GROUPS = """\
{
  "title": "Backend",
  "company": "Acme",
  "version": 3,
  "sections": [
    {
      "category": "Databases",
      "questions": [
        {
          "question": "What is an index?",
          "answer": ["a sorted structure", "speeds up reads", "costs writes"],
          "difficulty": "easy",
          "tags": ["sql", "speed"]
        },
        {"question": "What is a deadlock?", "answer": "Two wait for each other.", "difficulty": "Hard"}
      ]
    },
    {
      "category": "Behavioral",
      "questions": [
        {
          "question": "Describe a conflict.",
          "star": {"situation": "two teams", "task": "agree", "action": "a workshop", "result": "one plan"},
          "follow_ups": [{"question": "What would you change?", "answer": "start earlier"}]
        }
      ]
    }
  ]
}
"""
LISTED = """\
- question: How do you test?
  answer: |
    Unit tests first.
    Then one end to end test.
  type: technical
  difficulty: medium
  tags: [testing, ci]
- question: Why do you want this job?
  points:
    - the mission
    - the team
"""
ANKI = """\
#separator:tab
#html:true
#notetype column:1
#deck column:2
#tags column:5
Basic\tInterview\tWhat is <b>CAP</b>?\t<ul><li>consistency</li><li>availability</li></ul>\tstores theory::cap
Cloze\tInterview\tA {{c1::load balancer}} spreads {{c2::requests::what}} over servers.\tSee chapter 2\tstores
Basic\tInterview\t"What does ""idempotent"" mean?"\tsafe to repeat<br>same result [sound:x.mp3]\t
"""
SECTIONS = """\
Question,Answer,Notes
Behavioral Questions,,
How do you handle stress?,I plan; I breathe,from the web
,I ask for help,
Technical Questions,,
What is TLS?,"encryption in transit, with certificates",
"""
FILES = {
    "list.csv": SEMICOLONS,
    "excel.csv": EXCEL,
    "star.tsv": STAR,
    "groups.json": GROUPS,
    "list.yaml": LISTED,
    "cards.txt": ANKI,
    "sections.csv": SECTIONS,
}


def _draft(text: str, name: str) -> Draft:
    document = read_bytes(text.encode(), name)
    assert choose(document) == "records"
    draft = records.read(document)
    assert_nothing_lost(document, draft)
    return draft


def _points(draft: Draft) -> list[list[tuple[str, int]]]:
    return [[(point.text, point.line) for point in question.points] for question in draft.questions]


def test_cells_with_separators_and_lines_become_points_in_their_lines() -> None:
    draft = _draft(SEMICOLONS, "list.csv")
    assert [(q.ask, q.line, q.kind, q.difficulty, q.tags) for q in draft.questions] == [
        ("How do you plan a release?", 2, "technical", "medium", ("Delivery", "planning", "risk")),
        ("Tell me about a conflict.", 3, "behavioural", "easy", ("Behavioral", "people")),
        ("What is a canary?", 4, "technical", "hard", ("Technical",)),
    ]
    assert _points(draft) == [
        [("Freeze early", 2), ("Test on a copy", 2), ("Tell the team", 2)],
        [("I listen first.", 3), ("Then I name the shared goal.", 3)],
        [("a small share of traffic", 5), ("watched closely", 6), ("rolled back fast", 7)],
    ]
    assert draft.left_out == ()


def test_columns_that_excel_writes_are_all_used() -> None:
    draft = _draft(EXCEL, "excel.csv")
    first, second = draft.questions
    assert (first.id, first.role, first.why, first.seconds) == (
        "lead-1",
        "Team Lead",
        "To see.",
        (90, 120),
    )
    assert [one.ask for one in first.follow_ups] == ["What if not?", "How so?"]
    assert [one.text for one in first.red_flags] == ["Shouting"]
    assert [point.text for point in first.points] == ["clarity", "trust"]
    assert [point.text for point in second.points] == ["time until the answer", "measured in ms"]
    assert (second.id, second.difficulty, second.notes) == (None, "easy", "Votes: 7")
    assert draft.company == "Acme"
    assert [one.text for one in draft.left_out] == ["sep=;"]
    assert "'Key Points' holds points" in draft.understood[0]


def test_columns_of_a_story_become_its_beats() -> None:
    question = _draft(STAR, "star.tsv").questions[0]
    assert question.framework == "star-lesson"
    assert {beat.beat: [note.text for note in beat.notes] for beat in question.beats} == {
        "situation": ["A launch slipped."],
        "task": ["I owned it."],
        "action": ["I cut the scope."],
        "result": ["We were late."],
        "lesson": ["Ask earlier."],
    }


def test_groups_of_json_say_what_holds_for_all_their_records() -> None:
    draft = _draft(GROUPS, "groups.json")
    assert (draft.title, draft.company) == ("Backend", "Acme")
    assert [(q.ask, q.line, q.kind, q.tags) for q in draft.questions] == [
        ("What is an index?", 10, "technical", ("Databases", "sql", "speed")),
        ("What is a deadlock?", 15, "technical", ("Databases",)),
        ("Describe a conflict.", 22, "behavioural", ("Behavioral",)),
    ]
    assert _points(draft)[0] == [("a sorted structure", 11), ("speeds up reads", 11), ("costs writes", 11)]
    told = draft.questions[2]
    assert [beat.beat for beat in told.beats] == ["situation", "task", "action", "result"]
    assert [(one.ask, [p.text for p in one.points]) for one in told.follow_ups] == [
        ("What would you change?", ["start earlier"])
    ]
    assert [(one.line, one.text) for one in draft.left_out] == [(4, "version: 3")]


def test_yaml_keeps_lines_of_blocks_and_lists() -> None:
    draft = _draft(LISTED, "list.yaml")
    assert _points(draft) == [
        [("Unit tests first.", 3), ("Then one end to end test.", 4)],
        [("the mission", 10), ("the team", 11)],
    ]
    assert [(q.kind, q.difficulty, q.tags) for q in draft.questions] == [
        ("technical", "medium", ("testing", "ci")),
        ("culture", None, ()),
    ]


def test_anki_notes_without_html_and_with_gaps() -> None:
    draft = _draft(ANKI, "cards.txt")
    assert [(q.ask, [p.text for p in q.points], q.tags) for q in draft.questions] == [
        ("What is CAP?", ["consistency", "availability"], ("Interview", "stores", "theory/cap")),
        (
            "A … spreads … over servers.",
            ["load balancer", "requests", "See chapter 2"],
            ("Interview", "stores"),
        ),
        ('What does "idempotent" mean?', ["safe to repeat", "same result"], ("Interview",)),
    ]
    assert [one.line for one in draft.left_out] == [1, 2, 3, 4, 5]


def test_rows_that_go_on_and_rows_that_are_titles() -> None:
    draft = _draft(SECTIONS, "sections.csv")
    assert [(q.ask, q.tags, q.notes) for q in draft.questions] == [
        ("How do you handle stress?", ("Behavioral Questions",), "from the web"),
        ("What is TLS?", ("Technical Questions",), None),
    ]
    assert _points(draft)[0] == [("I plan", 3), ("I breathe", 3), ("I ask for help", 4)]


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("a.json", '{"What is a mutex?": "A lock.", "How does it work?": "One waits."}', 2),
        ("a.json", '["What is a mutex?", "How does it work?", "Tell me about yourself."]', 3),
        ("a.json", '[["What is a mutex?", "A lock."], ["How does it work?", "One waits."]]', 2),
        ("a.jsonl", '{"prompt": "What is it?", "back": "so"}\n{"prompt": "How is it?", "back": "thus"}\n', 2),
        (
            "a.json",
            '{"questions": {"technical": [{"q": "What is REST?", "a": "verbs"}], "hr": [{"q": "Why us?"}]}}',
            2,
        ),
        ("a.csv", "front,back\nCAP theorem,pick two of three\nTLS,encryption in transit\n", 2),
        ("a.tsv", "What is TLS?\tencryption in transit\nWhat is CAP?\tpick two\n", 2),
        (
            "a.csv",
            "interviewQuestion,modelAnswer\nWhat is TLS?,It is encryption.\nWhat is CAP?,Pick two.\n",
            2,
        ),
    ],
)
def test_shapes_of_lists(name: str, text: str, asked: int) -> None:
    draft, report = import_bytes(text.encode(), name)
    assert (report.kind, len(draft.questions)) == ("records", asked)


@pytest.mark.parametrize("name", list(FILES))
def test_the_deck_has_no_errors(name: str, tmp_path: Path) -> None:
    draft = _draft(FILES[name], name)
    path = tmp_path / "deck.yaml"
    path.write_text(deck_yaml(draft), encoding="utf-8")
    assert len(load_deck(path).questions) == len(draft.questions)
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("bomb.yaml", _BOMB, "unfold"),
        ("object.yaml", "- question: !!python/object/apply:os.system ['true']\n", "not allowed"),
        ("deep.json", "[" * 100_000, "nested"),
        ("deep.yaml", "- " * 500 + "x", "nested"),
        ("cut.json", '[{"question": "What is a lock?",\n "answer": "a thi', "line 2"),
        ("numbers.json", "[1, 2, 3]", "no question"),
        (
            "deck.yaml",
            "schema: voicedrill.deck/1\ntitle: A\nquestions:\n  - {id: a, ask: Why?}\n",
            "a deck already",
        ),
    ],
)
def test_what_cannot_be_a_list_is_refused_with_one_clear_error(name: str, text: str, says: str) -> None:
    with pytest.raises(ImportFileError, match=says):
        import_bytes(text.encode(), name)


def test_columns_are_told_by_name_or_by_their_cells() -> None:
    rows = [["1", "What is TLS?", "easy", "#net", "It hides the words on their way."]] * 3
    assert columns([], rows) == [Column.NUMBER, Column.ASK, Column.DIFFICULTY, Column.TAGS, Column.POINTS]
    names = [
        "Nr.",
        "Interview Question",
        "sampleAnswer",
        "question_type",
        "Follow-up Questions",
        "Why we ask",
        "Source",
    ]
    assert columns(names, [["1", "What is TLS?", "It hides.", "technical", "Why?", "To see.", "web"]]) == [
        Column.NUMBER, Column.ASK, Column.SCRIPT, Column.KIND, Column.FOLLOW_UPS, Column.WHY, Column.NOTES,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("one; two; three", ["one", "two", "three"]),
        ("1. one 2. two 3. three", ["one", "two", "three"]),
        ("• one • two", ["one", "two"]),
        ("- one\n- two", ["one", "two"]),
        ("We cut it by 2.5 points, I think.", ["We cut it by 2.5 points, I think."]),
        ("pick (a; b) or c", ["pick (a; b) or c"]),
    ],
)
def test_lists_in_cells_are_taken_apart(cell: str, found: list[str]) -> None:
    assert pieces(cell) == found


def test_what_a_deck_exports_to_a_table_is_read_again() -> None:
    text = (
        "question,kind,points,facts,red flags,follow-ups,script,why,id\n"
        '"How do you cut waste?",technical,"• I weigh it, every night\n• I show the sum","$400 a week\n22%",'
        '"• Blame: puts it on the cooks\n• No figures: only adjectives","• What came next?",'
        '"I weigh what is left.","Waste is money.",cut-waste\n'
    )
    question = _draft(text, "deck.csv").questions[0]
    assert (question.id, question.kind, question.why) == ("cut-waste", "technical", "Waste is money.")
    assert [fact.text for fact in question.facts] == ["$400 a week", "22%"]
    assert [flag.text for flag in question.red_flags] == [
        "Blame: puts it on the cooks",
        "No figures: only adjectives",
    ]
    assert [one.ask for one in question.follow_ups] == ["What came next?"]
    assert question.script == "I weigh what is left."
    assert plain("'=SUM(A1)") == "=SUM(A1)"


def test_marks_of_cells_are_understood() -> None:
    assert plain("<p>What is <b>a &lt; b</b>?</p><ul><li>one</li></ul>") == "What is a < b?\n- one"
    assert cloze("A {{c1::cat}} has {{c2::four::how many}} legs.") == ("A … has … legs.", ("cat", "four"))
    assert cloze("No gap.") is None
    assert tags("#a b #c") == ["a b", "c"]
    assert tags('["x", "y"]') == ["x", "y"]
    assert tags("deck::part other", spaced=True) == ["deck/part", "other"]


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["question", "answer", "tags", "level", "type", "x"]), _CELL),
        max_size=6,
    )
)
def test_any_records_are_read_and_none_lost(data: list[dict[str, str]]) -> None:
    document = read_bytes(json.dumps(data).encode(), "a.json")
    if records.likeness(document):
        draft = records.read(document)
        assert_nothing_lost(document, draft)
        assert len(draft.questions) <= len(data)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(FILES)), st.integers(0, 400), st.text(max_size=8))
def test_broken_files_are_read_or_refused_with_one_error(name: str, at: int, text: str) -> None:
    broken = FILES[name][:at] + text + FILES[name][at + 3 :]
    try:
        draft, _ = import_bytes(broken.encode(errors="replace"), name)
    except ImportFileError:
        return
    assert deck_yaml(draft).startswith("#")
