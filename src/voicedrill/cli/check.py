"""`voicedrill check`: a deck read with a fair eye."""

import click


@click.command()
@click.argument("deck")
@click.option("--json", "as_json", is_flag=True, help="One JSON list on standard output and nothing else.")
def command(deck: str, as_json: bool) -> None:
    """Read a deck with a fair eye and say what is wrong with it.

    DECK is a file or the name of a deck that ships with voicedrill. Leaves with 1 when something is an error,
    with 0 when there are at most warnings.
    """
    import json
    from dataclasses import asdict

    from voicedrill.decks.check import check_deck
    from voicedrill.decks.find import find_deck

    path = find_deck(deck)
    findings = check_deck(path)
    errors = sum(finding.severity == "error" for finding in findings)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            where = finding.file if finding.line is None else f"{finding.file}, line {finding.line}"
            click.echo(f"{where}: {finding.severity}: {finding.message} [{finding.rule}]")
        click.echo(_sum(errors, len(findings) - errors, str(path)), err=True)
    raise SystemExit(1 if errors else 0)


def _sum(errors: int, warnings: int, path: str) -> str:
    if not errors and not warnings:
        return f"{path}: nothing to complain about."
    parts = [
        f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n
    ]
    return f"{path}: {' and '.join(parts)}."
