"""How long imports take: 200 KB of each kind of document, and a PDF of 300 pages.

    python -m benchmarks.imports_speed [--json FILE] [--runs N]

Bars: 1 s for 200 KB of text, 20 s for the PDF, held against the processor's time in the fastest of N runs
(3): an import is one thread, and other work on the machine only ever makes it slower by the clock, whose time
stands beside it. Reading, understanding and writing the YAML are in it, starting Python is not. Leaves with 1
when a bar is missed. Documents are made from those of the tests: their questions again and again, each a
little different.
"""

import argparse
import csv
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "tests" / "decks" / "importers"
BYTES = 200_000
PAGES = 300
TEXT_BAR_S, PDF_BAR_S = 1.0, 20.0
#: What a document of its kind looks like, to be repeated.
SOURCES = {
    "text": "documents/hr-wrapped.txt",
    "text, capitals": "unseen4/caps.txt",
    "markdown": "documents/behavioural-guide.md",
    "markdown, callouts": "unseen4/obsidian-analyst.md",
    "html": "unseen4/blog.html",
    "asciidoc": "unseen4/networks.adoc",
    "org": "unseen4/platform.org",
    "flash cards": "unseen4/spaced-cards.md",
    "a letter": "unseen4/mail-thread.txt",
    "a copied page": "unseen4/glassdoor-copy.txt",
    "prep sheet": "samples/prep_sheet.md",
    "prep sheet, flat": "samples/prep_sheet_flat.txt",
    "playbook": "samples/playbook.txt",
    "answered questions": "samples/answered_warehouse.txt",
    "question bank": "samples/bank_harbour.txt",
}
RECORDS = ("csv", "tsv", "json", "yaml", "anki")


@dataclass(frozen=True)
class Timed:
    """One document's times in seconds; ``kind`` is what it was taken for."""

    document: str
    size_kb: float
    kind: str
    questions: int
    processor_s: float
    wall_s: float
    bar_s: float

    @property
    def is_met(self) -> bool:
        """Whether it is quick enough."""
        return self.processor_s <= self.bar_s


def repeated(text: str) -> bytes:
    """A text again and again up to `BYTES`, question marks numbered so that no question is like another."""
    found, size, n = [], 0, 0
    while size < BYTES:
        n += 1
        found.append(text if n == 1 else text.replace("?", f" in case {n}?"))
        size += len(found[-1].encode())
    return "\n\n".join(found).encode()


def records(form: str) -> bytes:
    """A list of questions with answers and tags, in one of the forms of lists."""
    rows: list[dict[str, str]] = []
    while 190 * len(rows) < BYTES:
        n = len(rows)
        rows.append(
            {
                "question": f"How do you keep order number {n} apart from the one before it?",
                "answer": f"Write {n} on the slip; hang it left of the pass; call it twice before it leaves",
                "tags": "kitchen",
            }
        )
    out = io.StringIO()
    match form:
        case "json":
            return json.dumps(rows).encode()
        case "yaml":
            return "".join(
                f"- question: {row['question']}\n  answer: {row['answer']}\n  tags: [kitchen]\n"
                for row in rows
            ).encode()
        case "anki":
            lines = ["\t".join(row.values()) for row in rows]
            return ("#separator:tab\n#html:false\n#tags column:3\n" + "\n".join(lines)).encode()
        case _:
            table = csv.DictWriter(out, list(rows[0]), delimiter="\t" if form == "tsv" else ",")
            table.writeheader()
            table.writerows(rows)
            return out.getvalue().encode()


def word() -> bytes:
    """A Word file with 200 KB of text: numbered questions with bullets, and tables."""
    from docx import Document

    document = Document()
    size = 0
    while size < BYTES:
        ask = f"How would you plan week {size} with half of the people ill?"
        notes = ("Rank what was promised by its date", "Ask the evening shift for two hours each")
        document.add_paragraph(ask, style="List Number")
        for note in notes:
            document.add_paragraph(note, style="List Bullet 2")
        size += sum(map(len, (ask, *notes)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(columns: int) -> bytes:
    """A PDF of 300 pages, 40 lines each, in one column or two."""
    sys.path.insert(0, str(HERE))
    files = import_module("make_files")

    pages = []
    for page in range(PAGES):
        lines = []
        for column in range(columns):
            for line in range(40):
                ask = f"How do you hold line {line} of page {page}?"
                text = ask if line % 4 == 0 else f"With both hands, and never on a {line + 1}th night"
                lines.append(files.Text(text, 50 + 270 * column, 790 - 18 * line, bold=line % 4 == 0))
        pages.append(lines)
    return bytes(files.pdf(pages))


def documents() -> Iterator[tuple[str, str, Callable[[], bytes], float]]:
    """Name, file name, what makes it, bar."""
    for name, path in SOURCES.items():
        source = HERE / path
        yield name, source.name, partial(repeated, source.read_text(encoding="utf-8")), TEXT_BAR_S
    for form in RECORDS:
        yield form, f"list.{'txt' if form == 'anki' else form}", partial(records, form), TEXT_BAR_S
    yield "docx", "list.docx", word, TEXT_BAR_S
    for columns in (1, 2):
        yield f"pdf, 300 pages, columns: {columns}", "book.pdf", partial(pdf, columns), PDF_BAR_S


def timed(name: str, file: str, data: bytes, bar_s: float, runs: int) -> Timed:
    """The fastest of several imports of one document."""
    from voicedrill.decks.importers.convert import import_bytes
    from voicedrill.decks.importers.write import deck_yaml

    took = []
    for _ in range(runs):
        processor, wall = time.process_time(), time.perf_counter()
        draft, report = import_bytes(data, file)
        deck_yaml(draft)
        took.append((time.process_time() - processor, time.perf_counter() - wall))
    processor, wall = min(took)
    kb = len(data) / 1000
    return Timed(name, kb, report.kind, report.questions, round(processor, 2), round(wall, 2), bar_s)


def main() -> int:
    """Print a table; leaves with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    found: list[Timed] = []
    for name, file, make, bar_s in documents():
        one = timed(name, file, make(), bar_s, arguments.runs)
        found.append(one)
        print(
            f"{one.document:28} {one.size_kb:6.0f} KB {one.kind:19} {one.questions:6,} questions "
            f"processor {one.processor_s:5.2f} s, clock {one.wall_s:5.2f} s"
            f"{'' if one.is_met else '   over the bar'}",
            flush=True,
        )
    if arguments.json:
        data: list[dict[str, Any]] = [asdict(one) for one in found]
        arguments.json.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return 0 if all(one.is_met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
