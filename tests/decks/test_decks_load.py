"""Reading decks: the shorthand, the defaults, and every mistake named with its file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks import load
from voicedrill.decks.blanks import says_something
from voicedrill.decks.load import (
    id_from_words,
    load_deck,
    load_question_file,
    question_from_data,
    read_deck,
)
from voicedrill.decks.model import FollowUp, GlossaryTerm, Round, Source, TalkingPoint
from voicedrill.decks.problems import InvalidDeckError
from voicedrill.errors import DeckError

FULL = """\
schema: voicedrill.deck/1
title: Container platform
company: Example
role: engineer
glossary: [Kafka, {term: p99, say: [p ninety nine]}, {term: TTL, say: tee tee ell}]
frameworks: {triage: [{beat: blast radius, share: 0.2, cues: [who is hit]}, fix]}
stories:
  - {id: rate-limiter, title: The limiter, framework: star, beats: {situation: [a spike], task: keep it up},
     facts: [3 days], verified: "yes", use_for: [failure], follow_ups: [Why?]}
rounds:
  - {id: culture, name: Culture interview, minutes: [45, 60], kinds: [culture, behavioural], questions: 4}
x-owner: me
questions:
  - id: late-events
    ask: "How do you deal with events that arrive late?"
    kind: technical
    seconds: [60, 120]
    points:
      - windows with a grace period
      - {id: idempotent, say: idempotent writes, aliases: [safe to process twice], weight: 2, must: true}
      - Windows with a grace period!
    framework: triage
    beats: {fix: [roll back]}
    facts: ["8M peak", p99 under 50 ms]
    red_flags: ["Blame shifting: puts the failure on another team"]
    follow_ups: [{ask: What else?, points: [no]}, Why?]
    script: |
      As written.
    difficulty: hard
    tags: [streams]
    role: engineer
    story: rate-limiter
    why: It shows care.
    source: {file: prep.md, line: 12}
    x-note: [1, 2]
  - {id: plain, ask: And you?, points: null, framework: null}
"""


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str | bytes, name: str = "a.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def problems(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(InvalidDeckError) as caught:
        load_deck(path)
    assert all(problem.file == str(path) for problem in caught.value.problems)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def deck_with(question: str) -> str:
    """A deck whose only question begins in line 3."""
    return f"title: T\nquestions:\n  - {question}\n"


def test_every_key_of_the_format_is_read(write) -> None:
    deck = load_deck(write(FULL))
    assert (deck.title, deck.company, deck.role) == ("Container platform", "Example", "engineer")
    assert deck.glossary == (
        GlossaryTerm("Kafka"),
        GlossaryTerm("p99", ("p ninety nine",)),
        GlossaryTerm("TTL", ("tee tee ell",)),
    )
    assert deck.extra == {"x-owner": "me"}
    assert deck.rounds == (Round("culture", "Culture interview", (45, 60), ("culture", "behavioural"), 4),)
    (story,) = deck.stories
    assert story.framework is not None
    assert story.framework.name == "star"
    assert story.beats == {"situation": ("a spike",), "task": ("keep it up",)}
    assert story.follow_ups == (FollowUp("Why?"),)
    question, plain = deck.questions
    assert question.points == (
        TalkingPoint("windows-with-a-grace-period", "windows with a grace period"),
        TalkingPoint("idempotent", "idempotent writes", ("safe to process twice",), 2.0, True),
        TalkingPoint("windows-with-a-grace-period-2", "Windows with a grace period!"),
    )
    assert question.seconds == question.target_s == (60, 120)
    assert question.framework is deck.frameworks["triage"]
    assert [(beat.beat, beat.share, beat.cues) for beat in question.framework.beats] == [
        ("blast radius", 0.2, ("who is hit",)),
        ("fix", None, ()),
    ]
    assert question.facts == ("8M peak", "p99 under 50 ms")
    assert question.follow_ups == (FollowUp("What else?", (TalkingPoint("no", "no"),)), FollowUp("Why?"))
    assert question.script == "As written.\n"
    assert question.source == Source("prep.md", 12)
    assert question.extra == {"x-note": [1, 2]}
    assert (plain.kind, plain.seconds, plain.target_s) == ("behavioural", None, (75, 150))
    assert (plain.points, plain.framework) == ((), None)


MISTAKES = {
    "{id: a, ask: Q, pionts: [x]}": "unknown key 'pionts' in a question. Did you mean 'points'?",
    "{id: a, ask: Q, qqq: 1}": "unknown key 'qqq' in a question. Known: ask, beats, difficulty,",
    "{id: a, ask: Q, points: [{sya: b, say: c}]}": "unknown key 'sya' in a talking point. Did you mean",
    "{id: a, ask: Q, follow_ups: [{ask: b, pints: []}]}": "unknown key 'pints' in a follow-up.",
    "{id: a}": "question 'a' has no 'ask'",
    "{ask: Q}": "a question has no 'id'",
    "{id: a, ask: null}": "question 'a' has no 'ask'",
    "{id: a b, ask: Q}": "'a b' cannot be an id",
    "{id: a#b, ask: Q}": "'a#b' cannot be an id",
    "{id: a, ask: ' '}": "'ask' is empty",
    "{id: a, ask: 12}": """'ask' must be text, not 12; put it in quotes: "12\"""",
    "{id: a, ask: Q, points: x}": "'points' must be a list",
    "{id: a, ask: Q, points: [[x]]}": "a talking point must be a mapping (key: value), not a list",
    "{id: a, ask: Q, points: [{say: x, weight: heavy}]}": "'weight' must be a number, not 'heavy'",
    "{id: a, ask: Q, points: [{say: x, weight: 0}]}": "'weight' must be more than 0, not 0",
    "{id: a, ask: Q, points: [{say: x, must: yes}]}": "'must' must be true or false, not 'yes'",
    "{id: a, ask: Q, kind: behavioral}": "unknown kind 'behavioral'. Did you mean 'behavioural'?",
    "{id: a, ask: Q, difficulty: [easy]}": "unknown difficulty ['easy']. Known: easy, medium, hard.",
    "{id: a, ask: Q, seconds: 60}": "'seconds' must be two numbers",
    "{id: a, ask: Q, seconds: [60]}": "'seconds' must be two numbers",
    "{id: a, ask: Q, seconds: [120, 60]}": "'seconds' must be two numbers",
    "{id: a, ask: Q, seconds: [0, .inf]}": "'seconds' must be two numbers",
    "{id: a, ask: Q, beats: [x]}": "'beats' must be a mapping",
    "{id: a, ask: Q, framework: stra}": "no framework 'stra'. Did you mean 'star'? Known: bridge,",
    "{id: a, ask: Q, source: {file: f, line: 0}}": "'line' must be at least 1, not 0",
    "just words": "a question must be a mapping (key: value), not 'just words'",
}


@pytest.mark.parametrize("question", MISTAKES)
def test_one_mistake_is_one_sentence_with_its_line(write, question: str) -> None:
    ((line, message),) = problems(write(deck_with(question)))
    assert line == 3
    assert message.startswith(MISTAKES[question])


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(write) -> None:
    path = write(
        """\
title: T
questions:
  - id: a
    ask: Q
    points:
      - say: fine
      - sai: x
  - id: b
    ask: Q
    kind: behavioral
colour: red
"""
    )
    assert [line for line, _ in problems(path)] == [7, 7, 10, 11]


def test_the_error_names_the_file_and_the_line(write) -> None:
    path = write(deck_with("{id: a, ask: Q, pionts: [x]}"))
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    assert str(caught.value) == (
        f"{path}, line 3: unknown key 'pionts' in a question. Did you mean 'points'?"
    )
    assert caught.value.exit_code == 3


def test_twenty_problems_are_shown_and_the_rest_counted(write) -> None:
    path = write("title: T\nquestions:\n" + "  - {id: a}\n" * 50)
    with pytest.raises(InvalidDeckError) as caught:
        load_deck(path)
    assert len(caught.value.problems) == 50
    assert str(caught.value).splitlines()[20:] == ["... and 30 more"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            deck_with("{id: a, ask: Q}\n  - {id: a, ask: R}"),
            4,
            "question 'a' stands twice (the first in line 3)",
        ),
        (deck_with("{id: a, ask: Q, points: [{id: p, say: x}, {id: p, say: y}]}"), 3, "talking point 'p'"),
        ("title: T\nstories:\n- {id: s, title: x}\n- {id: s, title: y}\nquestions: []", 4, "story 's'"),
        ("title: T\nrounds:\n- {id: s, name: x}\n- {id: s, name: y}\nquestions: []", 4, "round 's'"),
        ("title: T\nquestions: []\nframeworks: {f: [x, x]}", 3, "the beat 'x' stands twice"),
    ],
)
def test_what_stands_twice_is_told_with_both_lines(write, text: str, line: int, words: str) -> None:
    ((found_line, message),) = problems(write(text))
    assert found_line == line
    assert words in message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "is empty; a deck is expected"),
        ("# only a comment\n", None, "is empty"),
        ("just words", 1, "the deck must be a mapping"),
        ("- a\n- b\n", 1, "the deck must be a mapping"),
        ("questions: []", 1, "the deck has no 'title'"),
        ("title: T", 1, "the deck has no 'questions'"),
        ("schema: voicedrill.deck/2\ntitle: T\nquestions: []", 1, "this version reads 'voicedrill.deck/1'"),
        ("title: T\nquestions:\n\t- a", 3, "there is a tab"),
        ("title: T\nframeworks: {f: []}\nquestions: []", 2, "'f' has nothing in it"),
        (b"title: T\nrole: caf\xe9\n", 2, "not UTF-8"),
        ("title: T".encode("utf-16"), 1, "not UTF-8"),
        (b"\x00\x01\x02", 1, "control character"),
    ],
)
def test_what_is_no_deck_is_one_sentence(write, text: str | bytes, line: int | None, words: str) -> None:
    ((found_line, message),) = problems(write(text))
    assert found_line == line
    assert words in message


def test_a_byte_order_mark_and_windows_line_ends_are_read(write) -> None:
    text = deck_with("{id: a, ask: Q}").replace("\n", "\r\n")
    assert load_deck(write(b"\xef\xbb\xbf" + text.encode())).questions[0].id == "a"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert problems(tmp_path / "no.yaml") == [(None, "there is no such file")]
    assert problems(tmp_path) == [(None, "is a folder; a deck is a file")]


def test_limits_are_told_by_name(write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("title: T\nquestions:\n" + "".join(f"  - {{id: q{i}, ask: Q}}\n" for i in range(11)))
    monkeypatch.setattr(load, "MAX_QUESTIONS", 10)
    assert "has 11 questions; at most 10 are read" in problems(path)[0][1]
    monkeypatch.setattr(load, "MAX_BYTES", 100)
    assert "MB are read" in problems(path)[0][1]


def test_ten_thousand_questions_are_read(write) -> None:
    entry = "  - {id: q%d, ask: How %d?, points: [one idea, {id: b, say: another}], framework: star}\n"
    deck = load_deck(write("title: T\nquestions:\n" + "".join(entry % (i, i) for i in range(10_000))))
    assert len(deck.questions) == 10_000
    assert deck.questions[-1].id == "q9999"


def test_a_loaded_deck_knows_its_lines(write) -> None:
    loaded = read_deck(write(FULL))
    assert loaded.line_of(("questions", 0, "points", 1)) == 20
    assert loaded.line_of(("stories", 0)) == 8


def test_a_question_file_may_go_without_an_id(write) -> None:
    question = load_question_file(write("ask: How do you deal with late events, in short?\npoints: [wait]\n"))
    assert question.id == "how-do-you-deal-with-late"
    with pytest.raises(DeckError, match=r"a\.yaml, line 2: unknown key 'pionts' in a question"):
        load_question_file(write("ask: Q\npionts: [x]\n"))
    with pytest.raises(DeckError, match="is empty; a question is expected"):
        load_question_file(write(""))


def test_a_question_from_a_manifest_names_its_place() -> None:
    data = {"ask": "Q?", "points": [{"say": "x"}], "beats": None, "seconds": [1, 2]}
    assert question_from_data(data).points == (TalkingPoint("x", "x"),)
    with pytest.raises(DeckError, match=r"^m\.jsonl, line 3: a question has no 'ask'$"):
        question_from_data({"points": []}, file="m.jsonl, line 3")
    with pytest.raises(DeckError, match="must be a mapping"):
        question_from_data(["Q"])


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=8))
def test_ids_made_from_words_are_valid_and_unique(points: list[str]) -> None:
    question = question_from_data({"ask": "Q", "points": points})
    ids = [point.id for point in question.points]
    assert len(set(ids)) == len([point for point in points if says_something(point)])
    explicit = [{"id": name, "say": "x"} for name in ids]
    assert [point.id for point in question_from_data({"ask": "Q", "points": explicit}).points] == ids


@given(st.text())
def test_an_id_depends_on_the_words_alone(text: str) -> None:
    assert id_from_words(text) == id_from_words(f"  {text}  ") == id_from_words(text)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "ask", "points", "say", "kind", "beats", "seconds", "framework", "x-a", "?"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(JUNK)
def test_any_data_is_a_question_or_a_deck_error(data: object) -> None:
    try:
        outcome = "here: " + question_from_data(data, file="here").ask
    except DeckError as error:
        outcome = str(error)
    assert outcome.startswith("here: ")
    assert len(outcome) > len("here: ")
