"""Make what is made: docs/cli.md from the commands' own help, docs/report.svg from the demo's report, and
content/deck.schema.json from the shapes that read decks.

python docs/make.py            # all three
python docs/make.py --schema   # the JSON Schema alone
python docs/make.py --check    # only say whether cli.md is as the commands have it
"""

import io
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
HEAD = """# The command line

Made by `python docs/make.py` from the commands' own help. What they print, and their exit codes:
[the report](report.md).
"""


def cli_page() -> str:
    """The help of `voicedrill` and of each of its commands, as one page of Markdown."""
    import click

    from voicedrill.cli.main import command

    def pages(group: click.Command, names: list[str]) -> list[str]:
        context = click.Context(
            group,
            info_name=" ".join(names),
            terminal_width=90,
            max_content_width=90,
            help_option_names=["-h", "--help"],
        )
        found = [f"## {' '.join(names)}\n\n```text\n{group.get_help(context)}\n```\n"]
        if isinstance(group, click.Group):
            for name in group.list_commands(context):
                child = group.get_command(context, name)
                assert child is not None
                found += pages(child, [*names, name])
        return found

    return HEAD + "\n" + "\n".join(pages(command, ["voicedrill"]))


def report_picture() -> str:
    """The demo's report as it stands in a terminal, as an SVG picture that loads nothing from elsewhere."""
    import json
    import re

    from rich.console import Console

    from voicedrill.decks.find import find_question
    from voicedrill.reports.terminal import print_report
    from voicedrill.resources import demo_dir
    from voicedrill.sessions.analyse import Analyser

    truth = json.loads((demo_dir() / "answer.truth.json").read_text(encoding="utf-8"))
    deck, question = find_question(truth["question"])
    with Analyser("moonshine") as analyser:
        report = analyser.analyse_file(demo_dir() / "answer.flac", question, deck)
    console = Console(
        record=True, width=90, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    print_report(report, console)
    svg = console.export_svg(title="voicedrill demo")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def schema_text() -> str:
    """The JSON Schema of decks as it ships."""
    import json

    from voicedrill.decks.schema import deck_schema

    return json.dumps(deck_schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them, or with ``--check`` compare the first."""
    page = DOCS / "cli.md"
    if "--check" in sys.argv[1:]:
        sys.exit(
            0 if page.read_text(encoding="utf-8") == cli_page() else "docs/cli.md: run python docs/make.py"
        )
    (DOCS.parent / "content" / "deck.schema.json").write_text(schema_text(), encoding="utf-8")
    if "--schema" in sys.argv[1:]:
        return
    page.write_text(cli_page(), encoding="utf-8")
    (DOCS / "report.svg").write_text(report_picture(), encoding="utf-8")


if __name__ == "__main__":
    main()
