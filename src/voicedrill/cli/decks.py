"""`voicedrill decks`: what there is to practise."""

import click


@click.command()
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON list on standard output and nothing else.")
def command(decks: tuple[str, ...], as_json: bool) -> None:
    """List decks and their questions.

    Without a DECK (a file or a name) the decks that ship with voicedrill. A question is named DECK#ID, as
    `voicedrill analyze --question` takes it.
    """
    import json

    from voicedrill.decks.find import deck_names, find_deck
    from voicedrill.decks.load import load_deck

    read = [(name, load_deck(find_deck(name))) for name in decks or deck_names()]
    if as_json:
        listed = [
            {
                "deck": name,
                "title": deck.title,
                "questions": [
                    {
                        "id": q.id,
                        "ask": q.ask,
                        "kind": q.kind,
                        "seconds": list(q.target_s),
                        "points": len(q.points),
                    }
                    for q in deck.questions
                ],
            }
            for name, deck in read
        ]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    for i, (name, deck) in enumerate(read):
        if i:
            click.echo()
        count = len(deck.questions)
        click.echo(f"{name}: {deck.title}, {count} question{'s' if count != 1 else ''}")
        width = max((len(question.id) for question in deck.questions), default=0)
        for question in deck.questions:
            click.echo(f"  {question.id:<{width}}  {question.ask}")
