"""`voicedrill review`: doubtful verdicts of past answers, to be confirmed or corrected by one key each."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from voicedrill.sessions.reviewing import Item


@click.command()
@click.argument("deck", required=False)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Ask about the N most doubtful verdicts.",
)
@click.option("--json", "as_json", is_flag=True, help="List them, one JSON object a line, and ask nothing.")
def command(deck: str | None, limit: int, as_json: bool) -> None:
    """Confirm or correct the doubtful verdicts of past answers.

    DECK: only answers to its questions. The most doubtful verdict comes first, with the words that it is
    about: y when they make the point, n when they do not, s to skip, u to undo, q to quit. What you say is
    used from the next answer on; `voicedrill lessons` shows it, and `voicedrill teach` needs no terminal.
    """
    import json
    import sys

    from voicedrill.decks.find import find_deck
    from voicedrill.sessions.reviewing import items, review
    from voicedrill.sessions.screen import Screen

    path = find_deck(deck) if deck else None
    if as_json:
        for item in items(path, limit):
            click.echo(json.dumps(_data(item), ensure_ascii=False))
        return
    if sys.stdin.isatty():
        answered = review(path, limit, Screen())
        if answered is not None:
            if answered:
                say(f"Answered: {answered}. `voicedrill lessons` shows what was learnt.")
            return
    found = list(items(path, limit))
    for item in found:
        click.echo(_told(item))
    if found:
        say("\nNo key can be read here. `voicedrill teach` takes what the words make, or do not:")
        say(f"  {_teach(found[0])}")
    else:
        say("No verdict is doubtful.")


def _data(item: "Item") -> dict[str, object]:
    verdict, shown = item.doubt.verdict, item.shown
    return {
        "attempt": item.doubt.attempt,
        "deck": item.past.deck,
        "question": item.doubt.question,
        "point": verdict.id,
        "text": verdict.text,
        "status": verdict.status,
        "score": round(verdict.score, 4),
        "distance": round(item.doubt.distance, 4),
        "passage": shown.passage.quote,
        "start": shown.passage.start,
        "end": shown.passage.end,
        "before": shown.before,
        "after": shown.after,
    }


def _told(item: "Item") -> str:
    verdict = item.doubt.verdict
    return (
        f"{item.doubt.attempt}  {item.doubt.question}  {verdict.id}  {verdict.status} ({verdict.score:.2f})\n"
        f"    {verdict.text}\n    “{item.shown.passage.quote}”"
    )


def _teach(item: "Item") -> str:
    import shlex

    return shlex.join(
        [
            "voicedrill",
            "teach",
            f"{item.past.deck}#{item.doubt.question}",
            item.doubt.verdict.id,
            "--said",
            item.shown.passage.quote,
        ]
    )
