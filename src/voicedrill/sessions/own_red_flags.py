"""The user's own phrases for red flags, from red_flags.yaml in the config folder (docs/red-flags.md).

families:
  blame: ["the auditors sprang it on us"]
own:
  says to be honest: ["to be honest", "if I'm honest"]
"""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from voicedrill.coverage.red_flag_habits import FAMILIES
from voicedrill.coverage.red_flags import NO_PHRASES, Phrases
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.decks.yaml12 import Document, YamlError, read_yaml
from voicedrill.errors import InputError
from voicedrill.folders import config_dir

FILE = "red_flags.yaml"
_KEYS = ("families", "own")


def load_phrases(path: Path | None = None) -> Phrases:
    """The phrases in ``path`` (None: the config folder's red_flags.yaml); none when there is no such file.

    Raises InputError naming the file, the line, what is wrong and what is known.
    """
    path = path or config_dir() / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return NO_PHRASES
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: it cannot be read ({error}). Save it as UTF-8 text.") from error
    try:
        document = read_yaml(text)
    except YamlError as error:
        where = str(path) if error.line is None else f"{path}, line {error.line}"
        raise InputError(f"{where}: {error}") from error
    return _Reader(path, document).phrases()


def phrases_or_problem() -> tuple[Phrases, tuple[str, ...]]:
    """The phrases, or none and what is wrong with the file: a slip in it must not cost an answer's report."""
    try:
        return load_phrases(), ()
    except InputError as error:
        return NO_PHRASES, (f"Your own red flags were not used. {error}",)


class _Reader:
    """Plain data as phrases, or an error with its line."""

    def __init__(self, path: Path, document: Document) -> None:
        self._path = path
        self._document = document

    def phrases(self) -> Phrases:
        data = self._mapping((), self._document.data, "the file")
        for key in data:
            if key not in _KEYS:
                raise self._error((key,), f"unknown key '{key}'.", key, _KEYS)
        names = [family.name for family in FAMILIES]
        families = self._lists("families", data.get("families"))
        for name in families:
            if name not in names:
                raise self._error(("families", name), f"no family is called '{name}'.", name, names)
        return Phrases(families=families, own=self._lists("own", data.get("own")))

    def _lists(self, key: str, value: Any) -> dict[str, tuple[str, ...]]:
        found = {}
        for name, phrases in self._mapping((key,), value, f"'{key}'").items():
            said = [phrases] if isinstance(phrases, str) else phrases
            fine = isinstance(said, list) and all(isinstance(one, str) and one.strip() for one in said)
            if not fine or not said:
                raise self._error((key, name), f"'{name}' must be a phrase or a list of phrases.")
            found[str(name)] = tuple(said)
        return found

    def _mapping(self, place: Sequence[Hashable], value: Any, what: str) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._error(place, f"{what} must hold names, each with its phrases.")
        return value

    def _error(
        self, place: Sequence[Hashable], what: str, word: str = "", known: Sequence[str] = ()
    ) -> InputError:
        line = self._document.line_of(place)
        where = str(self._path) if line is None else f"{self._path}, line {line}"
        help_ = f"{did_you_mean(str(word), known)}{known_names(known)}" if known else ""
        return InputError(f"{where}: {what}{help_}")
