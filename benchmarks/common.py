"""What the benchmarks share: fixtures, the word error rate, tables and JSON."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from voicedrill.recognition.listener import split_words
from voicedrill.recognition.spoken import readings

FIXTURES = Path(__file__).resolve().parent.parent / "audio_fixtures"

#: Counted apart: most references leave them out, and what one calls um another calls uh.
FILLED_PAUSES = frozenset(
    ("um", "umm", "uh", "uhh", "uhm", "er", "erm", "err", "ah", "eh", "mm", "hm", "hmm", "mhm",
     "mmhmm", "uhhuh")
)  # fmt: skip
#: Spellings of one and the same word. Contractions are not opened: "we're" for "we were" is an error.
_SAME = {
    "ok": "okay",
    "kay": "okay",
    "mr": "mister",
    "mrs": "missus",
    "alright": "all right",
    "cause": "because",
}


@dataclass(frozen=True)
class Spoken:
    """A recording and what was truly said in it. ``words``: with times, where they are known."""

    name: str
    path: Path
    reference: str
    words: tuple[Mapping[str, Any], ...] = ()
    style: str = "synthetic"


@dataclass(frozen=True)
class WordErrors:
    """WER = (substitutions + deletions + insertions) / words of the reference."""

    substitutions: int = 0
    deletions: int = 0
    insertions: int = 0
    words: int = 0

    def __add__(self, other: "WordErrors") -> "WordErrors":
        return WordErrors(
            self.substitutions + other.substitutions,
            self.deletions + other.deletions,
            self.insertions + other.insertions,
            self.words + other.words,
        )

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions

    @property
    def rate(self) -> float | None:
        """None for an empty reference."""
        return self.errors / self.words if self.words else None


def normalised(text: str, *, filled_pauses: bool = False) -> list[str]:
    """The words of ``text`` in lower case without signs, numbers spoken out; um and uh if asked for."""
    words: list[str] = []
    joined = re.sub(r"(?i)\b(uh|mm)-(huh|hmm)\b", r"\1\2", text)
    for token in split_words(joined.replace("-", " ")):
        bare = re.sub(r"[^\w']", "", token.lower().replace("’", "'")).strip("'")
        if bare in FILLED_PAUSES:
            words.extend([bare] if filled_pauses else [])
            continue
        said = next(iter(readings(token)), ()) if any(char.isdigit() for char in token) else (bare,)
        for word in said:
            word = word.rstrip(".")
            words.extend(_SAME.get(word, word).split())
    return words


def word_errors(reference: str, hypothesis: str, *, filled_pauses: bool = False) -> WordErrors:
    """Errors of ``hypothesis`` by the fewest edits."""
    true = normalised(reference, filled_pauses=filled_pauses)
    heard = normalised(hypothesis, filled_pauses=filled_pauses)
    kinds = [edit.tag for edit in Levenshtein.editops(true, heard)]
    return WordErrors(kinds.count("replace"), kinds.count("delete"), kinds.count("insert"), len(true))


def fixtures(names: Sequence[str] = ()) -> Iterator[Spoken]:
    """The made answers, the demo's among them; all, or those whose name holds one of ``names``."""
    for truth_path in sorted(FIXTURES.rglob("*.truth.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        path = truth_path.with_name(truth_path.name.replace(".truth.json", ".flac"))
        if not names or any(name in truth["name"] for name in names):
            # What is kept out of all tuning is summed apart.
            style = "synthetic, untouched" if "untouched" in truth["name"] else "synthetic"
            yield Spoken(truth["name"], path, truth["text"], tuple(truth["words"]), style)


def from_manifest(path: Path) -> Iterator[Spoken]:
    """Recordings listed in a JSON array of {"file", "reference", "style"}, paths relative to it."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        yield Spoken(
            Path(entry["file"]).stem,
            path.parent / entry["file"],
            entry["reference"],
            (),
            entry.get("style", ""),
        )


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """``rows`` of the same keys as text in columns; numbers to the right, None as a dash."""
    if not rows:
        return "nothing"
    cells = [list(rows[0])] + [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    numeric = [not isinstance(value, str) for value in rows[-1].values()]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    )


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def write_json(path: Path | None, value: Any) -> None:
    """``value`` into ``path``, when there is one."""
    if path is not None:
        path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
