"""`voicedrill check`: a deck read with a fair eye, and mended where that is safe."""

from pathlib import Path

import click

from voicedrill.cli.messages import say


@click.command()
@click.argument("deck", required=False)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; shows the changes and asks first.")
@click.option("--yes", is_flag=True, help="With --fix: make the changes without asking.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list on standard output and nothing else.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of decks, for editors, and nothing else.")
def command(deck: str | None, fix: bool, yes: bool, as_json: bool, schema: bool) -> None:
    """Read a deck with a fair eye and say what is wrong with it.

    DECK is a file or the name of a deck that ships with voicedrill. Leaves with 1 when something is an error,
    with 0 when there are at most warnings.

    --fix mends what has one likely remedy: names that are nearly right and what stands twice. Comments, order
    and all other text stay as they are. What it found but did not mend is listed as ever.
    """
    import json

    from voicedrill.decks.check import check_deck
    from voicedrill.decks.find import find_deck
    from voicedrill.errors import UsageError

    if schema:
        from voicedrill.decks.schema import schema_path

        click.echo(schema_path().read_text(encoding="utf-8"), nl=False)
        return
    if deck is None:
        raise click.MissingParameter(param_hint="'DECK'", param_type="argument")
    if yes and not fix:
        raise UsageError("--yes goes with --fix")
    path = find_deck(deck)
    if fix:
        _mend(path, yes)
    findings = check_deck(path)
    errors = sum(finding.severity == "error" for finding in findings)
    if as_json:
        keys = ("rule", "severity", "file", "line", "message")
        listed = [{key: getattr(finding, key) for key in keys} for finding in findings]
        click.echo(json.dumps(listed, ensure_ascii=False))
    else:
        for finding in findings:
            where = finding.file if finding.line is None else f"{finding.file}, line {finding.line}"
            click.echo(f"{where}: {finding.severity}: {finding.message} [{finding.rule}]")
        say(_sum(errors, len(findings) - errors, str(path)))
        mendable = sum(bool(finding.edits) for finding in findings)
        if mendable and not fix:
            say(f"`voicedrill check --fix {deck}` can mend {mendable} of them.")
    raise SystemExit(1 if errors else 0)


def _mend(path: Path, yes: bool) -> None:
    """Show what would change, ask unless told not to, and change it in one step."""
    from voicedrill.decks.atomic import replace_file
    from voicedrill.decks.check import mended
    from voicedrill.decks.load import deck_text
    from voicedrill.errors import DeckError, UsageError
    from voicedrill.resources import content_dir

    if path.resolve().parent == content_dir().resolve():
        raise UsageError(f"{path.name} ships with voicedrill and is not changed; copy it, and mend the copy")
    before = deck_text(path)
    after = mended(before, path)
    if after == before:
        say("There is nothing that can be mended safely.")
        return
    say(_difference(before, after, path))
    if not (yes or _agreed()):
        say("Nothing was changed.")
        return
    try:
        replace_file(path, after.encode("utf-8"))
    except OSError as error:
        raise DeckError(f"{path} cannot be changed: {error.strerror or error}.") from error
    say(f"{path} was mended.")


def _difference(before: str, after: str, path: Path) -> str:
    from difflib import unified_diff

    lines = unified_diff(
        before.splitlines(), after.splitlines(), str(path), f"{path}, mended", n=1, lineterm=""
    )
    return "\n".join(lines)


def _agreed() -> bool:
    """The user's answer at a terminal; elsewhere it is no."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        click.echo("Add --yes to make these changes.", err=True)
        return False
    return click.confirm("Make these changes?", default=False, err=True)


def _sum(errors: int, warnings: int, path: str) -> str:
    if not errors and not warnings:
        return f"{path}: nothing to complain about."
    parts = [
        f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n
    ]
    return f"{path}: {' and '.join(parts)}."
