"""What was taught survives: any words, hands that edit the file, two processes at once, second thoughts."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicedrill.coverage.lessons import PointLesson
from voicedrill.decks.model import Deck, Question, TalkingPoint
from voicedrill.teaching.book import Add, Book, Passage, Place, Remove, Taught, tidy
from voicedrill.teaching.place import lessons_place
from voicedrill.teaching.reading import LessonsError, read_book
from voicedrill.teaching.store import LessonsFile
from voicedrill.teaching.writing import edited

PLACE = Place("late-events", "watermark")
SAID = Passage("we hold the window open", "20261121-114258-ab12", "2026-11-21")

BY_HAND = """\
# Mine. Do not touch.
schema: voicedrill.lessons/1
questions:
  late-events:   # the hard one
    watermark:
      said:
        - "we wait for stragglers"   # said this in the first round
        - passage: 'the bell rings late'
          date: 2026-11-20
    idempotency:
      not_said: ["twice is nice"]
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def lessons(tmp_path: Path) -> LessonsFile:
    return LessonsFile(tmp_path / "mine.lessons.yaml")


IDS = st.from_regex(r"[A-Za-z0-9_.\-]{1,12}", fullmatch=True)
TEXTS = st.text(min_size=1, max_size=80).map(tidy).filter(bool)
PASSAGES = st.builds(
    Passage,
    TEXTS,
    st.none() | st.just("20261121-114258-ab12") | IDS,
    st.none() | st.dates().map(str),
)
ADDS = st.builds(Add, st.builds(Place, IDS, IDS), st.sampled_from(["said", "not_said"]), PASSAGES)


@given(st.lists(ADDS, max_size=8))
def test_any_words_survive_the_file(adds: list[Add]) -> None:
    text = None
    for add in adds:
        text = edited(text, [add], "f")
    assert read_book(text or "", "f") == Book().after(adds)


@given(st.lists(ADDS, min_size=1, max_size=6), st.data())
def test_what_is_taken_away_leaves_the_rest(adds: list[Add], choice: st.DataObject) -> None:
    gone = choice.draw(st.sampled_from(adds))
    remove = Remove(gone.place, gone.kind, gone.passage)
    text = edited(edited(None, adds, "f"), [remove], "f")
    assert read_book(text, "f") == Book().after([*adds, remove])


def test_comments_order_and_quotes_of_a_hand_stay() -> None:
    text = edited(BY_HAND, [Add(PLACE, "said", SAID)], "f")
    for line in BY_HAND.splitlines():
        assert line in text
    assert (
        text.index("stragglers")
        < text.index("the bell")
        < text.index("hold the window")
        < text.index("twice")
    )


def test_by_hand_a_passage_may_stand_alone() -> None:
    assert read_book(BY_HAND, "f").lessons("late-events") == {
        "watermark": PointLesson(("we wait for stragglers", "the bell rings late")),
        "idempotency": PointLesson((), ("twice is nice",)),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("lessons/1", "lessons/2", 2, "this version reads voicedrill.lessons/1"),
        ("questions:", "question:", 3, "Did you mean 'questions'?"),
        ("said:", "sayd:", 6, "Did you mean 'said'?"),
        ("passage:", "pasage:", 8, "Did you mean 'passage'?"),
        ('"we wait for stragglers"', "12", 7, "put it in quotes"),
        ('["twice is nice"]', "twice is nice", 11, "must be a list"),
        ('["twice is nice"]', "['']", 11, "has no words"),
        ("'the bell rings late'", "true", 8, "must be text"),
        ("    idempotency:", "    watermark:", 10, "stands here twice"),
        ("    idempotency:", "    12:", 10, "put quotes around it"),
        ("questions:", "questions: [", 5, "not closed"),
        ('"we wait', '!!python/object/apply:os.system "we wait', 7, "is not allowed here"),
        ('"we wait', "\t- we wait", 7, "tab"),
        ("        - passage", "       - passage", 8, "indentation"),
    ],
)
def test_a_slip_of_the_hand_is_told_with_its_line(old: str, new: str, line: int, told: str) -> None:
    with pytest.raises(LessonsError) as error:
        read_book(BY_HAND.replace(old, new, 1), "mine.lessons.yaml")
    assert f"mine.lessons.yaml, line {line}: " in str(error.value)
    assert told in str(error.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_no_file_is_a_crash_or_is_lost(lessons: LessonsFile, content: bytes) -> None:
    lessons.path.write_bytes(content)
    try:
        change = lessons.change(lambda _: [Add(PLACE, "said", SAID)])
    except LessonsError:
        assert lessons.path.read_bytes() == content
    else:
        assert SAID in lessons.read().at(PLACE).said
        lessons.undo(change)
        assert lessons.path.read_bytes() == content


def test_what_hangs_together_by_an_alias_is_refused_and_left_alone(lessons: LessonsFile) -> None:
    shared = BY_HAND.replace("      said:", "      said: &same").replace('["twice is nice"]', "*same")
    lessons.path.write_text(shared)
    with pytest.raises(LessonsError, match="alias"):
        lessons.change(lambda _: [Add(PLACE, "said", SAID)])
    assert lessons.path.read_text() == shared


@pytest.mark.parametrize("before", [None, b"", BY_HAND.encode(), b"\xef\xbb\xbf" + BY_HAND.encode()])
def test_undo_puts_every_byte_back(lessons: LessonsFile, before: bytes | None) -> None:
    if before is not None:
        lessons.path.write_bytes(before)
    change = lessons.change(lambda book: book.correction(PLACE, "said", SAID))
    assert SAID in lessons.read().at(PLACE).said
    lessons.undo(change)
    assert (lessons.path.read_bytes() if lessons.path.exists() else None) == before


def test_undo_after_another_change_takes_back_its_own_alone(lessons: LessonsFile) -> None:
    other = Add(Place("late-events", "idempotency"), "not_said", Passage("twice"))
    first = lessons.change(lambda book: book.correction(PLACE, "said", SAID))
    lessons.change(lambda _: [other])
    lessons.undo(first)
    assert lessons.read() == Book().after([other])


def test_second_thoughts_on_the_same_answer_replace_the_first() -> None:
    book = Book().after(Book().correction(PLACE, "said", SAID))
    denied = Passage("that was something else", SAID.attempt, SAID.date)
    assert book.after(book.correction(PLACE, "not_said", denied)).at(PLACE) == Taught(not_said=(denied,))
    assert book.correction(PLACE, "said", SAID) == (), "known already"


TEACHES = """
import sys
from pathlib import Path
from voicedrill.teaching.book import Passage, Place
from voicedrill.teaching.store import LessonsFile
lessons = LessonsFile(Path(sys.argv[1]))
for number in range(15):
    passage = Passage(f"{sys.argv[2]} {number}")
    lessons.change(lambda book: book.correction(Place("q", "p"), "said", passage))
"""


def test_two_processes_at_once_lose_no_lesson(lessons: LessonsFile) -> None:
    both = [subprocess.Popen([sys.executable, "-c", TEACHES, lessons.path, name]) for name in ("one", "two")]
    assert [process.wait(60) for process in both] == [0, 0]
    said = {passage.text for passage in lessons.read().at(Place("q", "p")).said}
    assert said == {f"{name} {number}" for name in ("one", "two") for number in range(15)}
    assert [path.name for path in lessons.path.parent.iterdir() if path.name != "data"] == [lessons.path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_it(lessons: LessonsFile) -> None:
    lessons.path.write_text(BY_HAND)
    lessons.path.chmod(0o644)
    lessons.change(lambda _: [Add(PLACE, "said", SAID)])
    assert stat.S_IMODE(lessons.path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(lessons: LessonsFile, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    lessons.path.symlink_to(tmp_path / "kept" / "real.yaml")
    lessons.change(lambda _: [Add(PLACE, "said", SAID)])
    assert lessons.path.is_symlink()
    assert SAID in lessons.read().at(PLACE).said


def test_a_folder_in_the_way_is_an_error_and_no_crash(lessons: LessonsFile) -> None:
    lessons.path.mkdir()
    with pytest.raises(LessonsError, match=r"mine\.lessons\.yaml"):
        lessons.change(lambda _: [Add(PLACE, "said", SAID)])


DATA, SHIPPED = Path("/home/me/data"), Path("/opt/content")


@pytest.mark.parametrize(
    ("deck", "writable", "expected"),
    [
        ("/home/me/mine.yaml", True, "/home/me/mine.lessons.yaml"),
        ("/opt/content/starter.yaml", True, "/home/me/data/lessons/starter.lessons.yaml"),
        ("/opt/content/starter.yaml", False, "/home/me/data/lessons/starter.lessons.yaml"),
    ],
)
def test_lessons_lie_beside_a_deck_of_ones_own_and_else_in_the_data(
    deck: str, writable: bool, expected: str
) -> None:
    found = lessons_place(Path(deck), shipped=SHIPPED, data=DATA, writable=lambda _: writable)
    assert found == Path(expected)


def test_decks_of_one_name_in_folders_that_cannot_be_written_to_do_not_share() -> None:
    one, two = (
        lessons_place(Path(deck), shipped=SHIPPED, data=DATA, writable=lambda _: False)
        for deck in ("/mnt/a/team.yaml", "/mnt/b/team.yaml")
    )
    assert one != two
    assert one.parent == two.parent == DATA / "lessons"


def test_lessons_on_points_that_are_gone_are_named_and_kept() -> None:
    deck = Deck("d", (Question("late-events", "How?", points=(TalkingPoint("watermark", "a watermark"),)),))
    book = read_book(BY_HAND, "f")
    assert book.strangers(deck) == (Place("late-events", "idempotency"),)
    text = edited(BY_HAND, [Add(PLACE, "said", SAID)], "f")
    assert "twice is nice" in text
