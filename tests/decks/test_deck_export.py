"""What is exported can be imported again, and does nothing in a spreadsheet, in Anki or in a browser."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from voicedrill.decks.export import FORMATS, export
from voicedrill.decks.export.as_markdown import escaped
from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question, TalkingPoint

DECKS = sorted((Path(__file__).parents[2] / "content").glob("*.yaml"))
HOSTILE = (
    "<script>alert(1)</script>",
    'he said "no", twice',
    "tab\tand\nnew line",
    "*stars* _under_ `code` [a](http://b.c) # no | heading",
    "x" * 10_000,
    "\u200fעברית\u200e and 漢字",
    "{{c1::cloze}}",
)


def imported(deck: Deck, form: str) -> list[tuple[str, tuple[str, ...]]]:
    draft, _ = import_bytes(export(deck, form).encode(), "deck" + FORMATS[form][1])
    return [(q.ask, tuple(point.text for point in q.points)) for q in draft.questions]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_shipped_deck_comes_back_with_the_same_questions_and_points(path: Path, form: str) -> None:
    deck = load_deck(path)
    assert imported(deck, form) == [(q.ask, tuple(point.say for point in q.points)) for q in deck.questions]


def test_kinds_tags_and_difficulty_come_back_from_csv() -> None:
    deck = load_deck(DECKS[0].with_name("senior-engineer.yaml"))
    draft, _ = import_bytes(export(deck, "csv").encode(), "deck.csv")
    for before, after in zip(deck.questions, draft.questions, strict=True):
        assert (after.id, after.kind, after.difficulty) == (before.id, before.kind, before.difficulty)
        assert after.tags == before.tags
        assert tuple(fact.text for fact in after.facts) == before.facts
        assert len(after.red_flags) == len(before.red_flags)


@pytest.mark.parametrize("form", ["csv", "anki"])
def test_a_single_point_with_commas_stays_one(form: str) -> None:
    deck = Deck(
        "D", (_question("How do you plan?", "goals, risks and people; in this order"), _question("Why?", "x"))
    )
    assert imported(deck, form)[0] == ("How do you plan?", ("goals, risks and people; in this order",))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1"])
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    question = Question(text, text, points=(TalkingPoint("a", text),), tags=(text,), script=text, why=text)
    rows = list(csv.reader(io.StringIO(export(Deck(text, (question,), role=text), "csv"))))
    assert all(not re.match(r"[=+\-@\t\r＝＋－＠]", cell) for row in rows for cell in row)


def test_a_defused_question_comes_back_without_its_apostrophe() -> None:
    deck = Deck(
        "D", (_question("-5% growth: what would you do?", "stay calm"), _question("Why us?", "the team"))
    )
    assert imported(deck, "csv")[0][0] == "-5% growth: what would you do?"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_one_cell(text: str) -> None:
    deck = Deck("D", (_question(text, text),))
    rows = list(csv.reader(io.StringIO(export(deck, "csv"))))
    assert len(rows) == 2
    assert {len(row) for row in rows} == {len(rows[0])}
    notes = [line for line in export(deck, "anki").split("\n") if line and not line.startswith("#")]
    assert len(list(csv.reader(notes, delimiter="\t"))) == 1


@given(st.text(min_size=1))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    flat = " ".join(text.split())
    html = MarkdownIt("commonmark").render("- " + escaped(text))
    tokens = MarkdownIt("commonmark").parse("x " + escaped(text))
    inline = next(token for token in tokens if token.type == "inline")
    shown = "".join(child.content for child in inline.children or ())
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    assert " ".join(shown.split()) == " ".join(f"x {flat}".replace("\0", "\ufffd").split())
    assert "<script" not in html.lower()


def test_a_question_that_begins_like_a_heading_or_a_comment_stays_a_note() -> None:
    deck = Deck("# D", (_question("# what is this?", "- a dash"), _question("1. Why?", "1) one")))
    assert export(deck, "anki").split("\n")[4].startswith('"# what')
    html = MarkdownIt().render(export(deck, "markdown"))
    assert html.count("<h3>") == 2
    assert "<li>- a dash</li>" in html


def test_anki_is_told_what_the_file_is() -> None:
    head = export(Deck("D", (Question("a", "How?", tags=("two words", "b")),)), "anki").split("\n")
    assert head[:4] == ["#separator:tab", "#html:false", "#tags column:3", "#columns:Question\tPoints\tTags"]
    assert head[4] == '"How?"\t""\t"two_words b"'


def _question(ask: str, point: str) -> Question:
    return Question("q", ask, points=(TalkingPoint("p", point),))
