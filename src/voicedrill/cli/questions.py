"""`voicedrill questions`: those that fit, over all decks."""

from typing import TYPE_CHECKING, get_args

import click

from voicedrill.cli.messages import say
from voicedrill.cli.printing import printing

if TYPE_CHECKING:
    from voicedrill.decks.browse import Filter
    from voicedrill.decks.model import Deck


def _choice(name: str) -> "click.Choice[str]":
    from voicedrill.decks import model

    return click.Choice(get_args(getattr(model, name)), case_sensitive=False)


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--role", "roles", multiple=True, metavar="ROLE", help="For this role, or a part of its name.")
@click.option("--kind", "kinds", multiple=True, type=_choice("Kind"), help="Of this kind.")
@click.option(
    "--difficulty", "difficulties", multiple=True, type=_choice("Difficulty"), help="Of this difficulty."
)
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="With this tag; repeated: with all of them."
)
@click.option(
    "--search",
    default="",
    metavar="TEXT",
    help="With all of these words, or words that begin so, in any part of it.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON list on standard output and nothing else.")
def command(
    decks: tuple[str, ...],
    roles: tuple[str, ...],
    kinds: tuple[str, ...],
    difficulties: tuple[str, ...],
    tags: tuple[str, ...],
    search: str,
    as_json: bool,
) -> None:
    """Find questions by role, kind, difficulty, tag or words.

    Without a DECK (a file or a name): in the decks that ship with voicedrill and those in this folder. An
    option given twice finds what fits either, --tag what has all. What is found in the words that are asked
    comes first.
    """
    import json
    from pathlib import Path

    from voicedrill.decks.browse import Filter, browse, load_all, own_decks
    from voicedrill.decks.find import deck_names
    from voicedrill.decks.load import load_deck
    from voicedrill.errors import DeckError

    read = load_all(decks or deck_names())
    if not decks:
        for path in own_decks(Path()):
            try:
                read.append((path.name, load_deck(path)))
            except DeckError:
                say(f"{path.name} in this folder cannot be read: `voicedrill check {path.name}` says why.")
    wanted = Filter(roles, kinds, difficulties, tags, search)
    found = browse(read, wanted)
    if as_json:
        listed = [
            {
                "question": entry.reference,
                "deck": entry.deck_name,
                "id": entry.question.id,
                "ask": entry.question.ask,
                "kind": entry.question.kind,
                "difficulty": entry.question.difficulty,
                "role": entry.question.role or entry.deck.role,
                "tags": list(entry.question.tags),
                "seconds": list(entry.question.target_s),
                "points": [point.say for point in entry.question.points],
            }
            for entry in found
        ]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    if not found:
        say(f"No question fits.{_hint(read, wanted)}")
        return
    from voicedrill.reports.deck_terminal import amount, print_found

    with printing() as console:
        print_found(found, console)
    say(f"\n{amount(len(found), 'question')}.")


def _hint(decks: "list[tuple[str, Deck]]", wanted: "Filter") -> str:
    """What there is instead of a tag or role that no question has."""
    from voicedrill.decks.browse import known_values, words_of
    from voicedrill.decks.suggest import did_you_mean, known_names

    known = known_values(decks)
    for what, given in (("tag", wanted.tags), ("role", wanted.roles)):
        for value in given:
            have = [words_of(name) for name in known[what]]
            if words_of(value) not in have and (what == "tag" or not _stands_in(words_of(value), have)):
                there_is = did_you_mean(value, known[what]) + known_names(known[what])
                return f" None has the {what} '{value}'.{there_is}"
    return ""


def _stands_in(words: list[str], names: list[list[str]]) -> bool:
    return any(all(any(w.startswith(word) for w in name) for word in words) for name in names)
