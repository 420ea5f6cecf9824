"""New stories and questions as YAML: read back they are what was said, and the rest of the deck stays."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.decks.check import check_deck
from voicedrill.decks.compose import free_id, new_deck, question_data, story_data, with_parts
from voicedrill.decks.load import load_deck

#: What somebody can type into a line.
LINES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60)
    .filter(lambda text: bool(text.strip()) and any(c.isalnum() for c in text))
    .map(lambda t: " ".join(t.split()))
)


@given(title=LINES, company=LINES, ask=LINES, notes=st.lists(LINES, max_size=4))
def test_whatever_is_typed_stands_in_the_deck(
    tmp_path_factory, title: str, company: str, ask: str, notes: list[str]
) -> None:
    story = story_data(title, beats={"situation": notes, "result": []}, use_for=notes)
    question = question_data(ask, kind="technical", points=list(dict.fromkeys(notes)), story=story["id"])
    text = with_parts(new_deck(title, company, with_stories=True), "d.yaml", [story], [question])
    path = tmp_path_factory.mktemp("deck") / "d.yaml"
    path.write_text(text, encoding="utf-8")
    assert [finding for finding in check_deck(path) if finding.severity == "error"] == []
    deck = load_deck(path)
    assert (deck.title, deck.company, deck.stories[0].title, deck.questions[0].ask) == (
        title,
        company,
        title,
        ask,
    )


def test_what_is_there_stays_with_its_comments(tmp_path: Path) -> None:
    before = "# mine\ntitle: Mine\nquestions:\n  # the hard one\n  - {id: a, ask: How?, points: [x]}  # yes\n"
    after = with_parts(before, "d.yaml", [story_data("The night", beats={"task": ["no"]})], [])
    assert after.startswith(before)
    path = tmp_path / "d.yaml"
    path.write_text(after)
    assert load_deck(path).stories[0].beats == {"task": ("no",)}


def test_ids_are_never_given_twice() -> None:
    assert free_id("The night", ["the-night", "the-night-2"]) == "the-night-3"
    assert free_id("???", []) == "point"


def test_nothing_to_add_changes_nothing() -> None:
    assert with_parts("title:   Odd\n", "d.yaml") == "title:   Odd\n"
