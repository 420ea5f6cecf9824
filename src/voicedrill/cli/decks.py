"""`voicedrill decks`: what there is to practise."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.decks.model import Deck


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON list on standard output and nothing else.")
def command(decks: tuple[str, ...], as_json: bool) -> None:
    """List decks and their questions.

    Without a DECK (a file or a name): the decks that ship with voicedrill and those in this folder. With one:
    its questions too, each named DECK#ID, as `voicedrill analyze --question` takes it.
    """
    import json

    from voicedrill.decks.browse import load_all, own_decks
    from voicedrill.decks.find import deck_names
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import DeckError

    read = load_all(decks or deck_names())
    own: list[tuple[str, Deck]] = []
    broken: list[str] = []
    if not decks:
        for path in own_decks(Path()):
            try:
                own.append((path.name, load_deck(path)))
            except DeckError:
                broken.append(path.name)
    if as_json:
        click.echo(json.dumps([_as_data(name, deck) for name, deck in [*read, *own]], ensure_ascii=False))
    elif decks:
        _list_questions(read)
    else:
        _list_decks(read, own)
        say("\n`voicedrill questions DECK` lists a deck's questions, `voicedrill deck show DECK` all of it.")
    for name in broken:
        say(f"{name} in this folder cannot be read: `voicedrill check {name}` says why.")


def _as_data(name: str, deck: "Deck") -> dict[str, Any]:
    from voicedrill.decks.browse import counts
    from voicedrill.decks.find import find_deck

    held = counts(deck)
    return {
        "deck": name,
        "title": deck.title,
        "file": str(find_deck(name)),
        "role": deck.role,
        "company": deck.company,
        "stories": held.stories,
        "rounds": held.rounds,
        "minutes": [round(minutes, 1) for minutes in held.minutes],
        "questions": [
            {
                "id": question.id,
                "ask": question.ask,
                "kind": question.kind,
                "seconds": list(question.target_s),
                "points": len(question.points),
            }
            for question in deck.questions
        ],
    }


def _list_decks(shipped: "list[tuple[str, Deck]]", own: "list[tuple[str, Deck]]") -> None:
    width = max((len(name) for name, _ in [*shipped, *own]), default=0)
    for heading, decks in (("Shipped with voicedrill", shipped), ("In this folder", own)):
        if decks:
            click.echo(f"{heading}:")
        for name, deck in decks:
            click.echo(f"  {name:<{width}}  {_sum(deck)}")


def _list_questions(decks: "list[tuple[str, Deck]]") -> None:
    from voicedrill.reports.plain import shown

    for i, (name, deck) in enumerate(decks):
        if i:
            click.echo()
        click.echo(f"{name}: {_sum(deck)}")
        width = max((len(question.id) for question in deck.questions), default=0)
        for question in deck.questions:
            click.echo(f"  {question.id:<{width}}  {shown(question.ask)}")


def _sum(deck: "Deck") -> str:
    from voicedrill.decks.browse import counts
    from voicedrill.reports.deck_terminal import amount, span
    from voicedrill.reports.plain import shown

    held = counts(deck)
    low, high = (round(minutes) for minutes in held.minutes)
    parts = [shown(deck.title), amount(held.questions, "question"), f"{span(low, high, 'min')} of answers"]
    if held.stories:
        parts.append(amount(held.stories, "story", "stories"))
    return ", ".join(parts)
