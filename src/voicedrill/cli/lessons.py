"""`voicedrill lessons`: what the judge was taught about a deck."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicedrill.teaching.book import Passage, Taught


@click.command()
@click.argument("deck")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a passage and line, nothing else.")
def command(deck: str, as_json: bool) -> None:
    """Show what you taught the judge about a deck.

    + stands before words that make a point, - before words that do not. The file that it stands in may be
    edited. A point that the deck no longer has is named as such; what was taught of it is kept, and
    `voicedrill teach DECK#ID POINT --forget` takes it away.
    """
    import json

    from voicedrill.decks.find import find_deck
    from voicedrill.decks.load import load_deck
    from voicedrill.teaching.store import lessons_of

    path = find_deck(deck)
    loaded, lessons = load_deck(path), lessons_of(path)
    book = lessons.read()
    strangers = set(book.strangers(loaded))
    says = {(q.id, point.id): point.say for q in loaded.questions for point in q.points}
    if as_json:
        for place, taught in book.taught.items():
            about = {"question": place.question, "point": place.point, "known": place not in strangers}
            for kind, _, passage in _passages(taught):
                said = {"passage": passage.text, "attempt": passage.attempt, "date": passage.date}
                click.echo(json.dumps({**about, "kind": kind, **said}, ensure_ascii=False))
        return
    if not book:
        say("Nothing was taught yet. `c` after a report in practice does it, and `voicedrill review`.")
        return
    question = None
    for place, taught in book.taught.items():
        if place.question != question:
            question = place.question
            click.echo(question)
        text = says.get((place.question, place.point), "the deck has no such point")
        click.echo(f"  {place.point}: {text}")
        for _, sign, passage in _passages(taught):
            when = f"  ({passage.date})" if passage.date else ""
            click.echo(f"    {sign} {passage.text}{when}")
    say(f"\nKept in {lessons.path}")


def _passages(taught: "Taught") -> "Iterator[tuple[str, str, Passage]]":
    """Kind, sign and passage of all that was taught of a point."""
    for kind, sign, passages in (("said", "+", taught.said), ("not_said", "-", taught.not_said)):
        for passage in passages:
            yield kind, sign, passage
