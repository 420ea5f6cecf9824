"""`voicedrill history show`: the report on a past answer, as it was printed."""

import click


@click.command("show")
@click.argument("answer")
@click.option("--json", "as_json", is_flag=True, help="One report a line on standard output, nothing else.")
def command(answer: str, as_json: bool) -> None:
    """Print the report on an answer again, and those on its follow-ups.

    ANSWER/1 prints the one on its first follow-up alone.
    """
    from voicedrill.cli.reporting import show
    from voicedrill.history.store import open_history

    with open_history() as history:
        attempt, part = history.find_answer(answer)
        parts = [one.part for one in history.answers(attempt=attempt)] if part is None else [part]
        reports = [history.report(attempt, number) for number in parts]
    for report in reports:
        show(report, as_json)
