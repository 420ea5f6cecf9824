"""`voicedrill teach`: one correction, for scripts and for where no key can be read."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voicedrill.decks.model import Deck
    from voicedrill.teaching.book import Book, Edit, Kind, Place


@click.command()
@click.argument("question", metavar="DECK#ID")
@click.argument("point")
@click.option("--said", metavar="PASSAGE", help="These words make the point.")
@click.option("--not-said", metavar="PASSAGE", help="These words do not make the point.")
@click.option("--forget", is_flag=True, help="Forget all that was taught of the point.")
def command(question: str, point: str, said: str | None, not_said: str | None, forget: bool) -> None:
    """Teach the judge which words make a point, or let it forget.

    It is used from the next answer to the question on. `voicedrill lessons DECK` shows what was taught.
    """
    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import UsageError
    from voicedrill.teaching.book import Place
    from voicedrill.teaching.store import lessons_of

    if [said is not None, not_said is not None, forget].count(True) != 1:
        raise UsageError("say one of --said PASSAGE, --not-said PASSAGE and --forget.")
    deck_name, _, question_id = question.rpartition("#")
    if not (deck_name and question_id):
        raise UsageError(f"'{question}' names no question: write DECK#ID. `voicedrill questions` lists them.")
    path = find_deck(deck_name)
    deck, lessons, place = load_deck(path), lessons_of(path), Place(question_id, point)
    if forget:
        change = lessons.change(lambda book: _forgetting(book, deck, place))
        count = len(change.edits)
        click.echo(f"Forgotten: {count} passage{'s' if count != 1 else ''} of {place}.")
        return
    _check(deck, place, str(path))
    kind: Kind = "said" if said is not None else "not_said"
    text = said if said is not None else not_said
    change = lessons.change(lambda book: _learning(book, place, kind, text or ""))
    click.echo(f"{'Learnt' if change.edits else 'Known already'}. It is kept in {lessons.path}")


def _learning(book: "Book", place: "Place", kind: "Kind", text: str) -> "tuple[Edit, ...]":
    from datetime import datetime

    from voicedrill.errors import UsageError
    from voicedrill.teaching.book import Passage, tidy

    words = tidy(text)
    if not words:
        raise UsageError("the passage has no words.")
    return book.correction(place, kind, Passage(words, None, datetime.now().astimezone().date().isoformat()))


def _forgetting(book: "Book", deck: "Deck", place: "Place") -> "tuple[Edit, ...]":
    edits = book.forgetting(place)
    if not edits:
        from voicedrill.errors import UsageError

        _check(deck, place, deck.title)
        raise UsageError(f"nothing was taught of {place}.")
    return edits


def _check(deck: "Deck", place: "Place", where: str) -> None:
    """Refuse a point that the deck does not have. Raises UsageError with what may have been meant."""
    from pathlib import Path

    from voicedrill.decks.find import question_in
    from voicedrill.decks.suggest import did_you_mean, known_names
    from voicedrill.errors import UsageError

    known = [point.id for point in question_in(deck, place.question, Path(where)).points]
    if place.point not in known:
        hint = f"{did_you_mean(place.point, known)}{known_names(known)}"
        raise UsageError(f"no talking point '{place.point}' in the question '{place.question}'.{hint}")
