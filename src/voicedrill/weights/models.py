"""Models on this machine: what may be fetched, what is here, which one Whisper uses.

A model is a folder in the data folder's models/: Whisper's weights in CTranslate2's format, or a
cross-encoder for entailment in ONNX. What a folder holds tells its kind. Only `pull` opens a connection.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from voicedrill import folders
from voicedrill.decks.suggest import did_you_mean, known_names
from voicedrill.errors import FolderError, ModelError, UsageError

#: Names the model to use when several are here, or a folder that holds one.
CHOICE_VARIABLE = "VOICEDRILL_WHISPER_MODEL"
#: The models that messages propose.
RECOMMENDED = "small.en"
RECOMMENDED_JUDGE = "nli-deberta-v3-xsmall"

Kind = Literal["whisper", "entailment"]
KINDS: tuple[Kind, ...] = ("whisper", "entailment")
#: What is fetched from a repository.
WANTED: dict[Kind, tuple[str, ...]] = {
    "whisper": ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"),
    "entailment": ("config.json", "tokenizer.json", "onnx/model_quantized.onnx"),
}
#: What a model cannot do without: of each line, one file.
_REQUIRED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "whisper": (
        ("config.json",),
        ("model.bin",),
        ("tokenizer.json",),
        ("vocabulary.json", "vocabulary.txt"),
    ),
    "entailment": (("config.json",), ("tokenizer.json",), ("model.onnx", "model_quantized.onnx")),
}
_UNFINISHED = ".part"


@dataclass(frozen=True)
class ModelInfo:
    """A model that can be fetched. ``size_mb``: about how much is downloaded, in millions of bytes."""

    name: str
    repository: str
    size_mb: int
    good_for: str
    licence: str = "MIT"
    kind: Kind = "whisper"


@dataclass(frozen=True)
class InstalledModel:
    """A complete model on this machine. ``name``: the folder's."""

    name: str
    path: Path
    kind: Kind = "whisper"

    @property
    def size_mb(self) -> float:
        """What the folder holds, in millions of bytes."""
        return _bytes_in(self.path) / 1e6


#: Whisper: repositories that faster-whisper itself names, from the least to the most accurate by the figures
#: that their makers publish. "auto" uses the last one that is here.
CATALOGUE = (
    ModelInfo("tiny.en", "Systran/faster-whisper-tiny.en", 78, "old and slow machines"),
    ModelInfo("base.en", "Systran/faster-whisper-base.en", 148, "quick, a little more accurate"),
    ModelInfo("distil-small.en", "Systran/faster-distil-whisper-small.en", 336, "quicker than small.en"),
    ModelInfo("small.en", "Systran/faster-whisper-small.en", 486, "daily use on a laptop"),
    ModelInfo("distil-medium.en", "Systran/faster-distil-whisper-medium.en", 791, "quicker than medium.en"),
    ModelInfo("medium.en", "Systran/faster-whisper-medium.en", 1530, "four fast cores or more"),
    ModelInfo("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1515, "many fast cores"),
    ModelInfo("distil-large-v3.5", "distil-whisper/distil-large-v3.5-ct2", 1515, "the same, trained longer"),
    ModelInfo("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1620, "many fast cores"),
    ModelInfo("large-v3", "Systran/faster-whisper-large-v3", 3090, "slower than speech on most machines"),
)  # fmt: skip

#: Judges: cross-encoders trained for entailment (sentence-transformers), converted to ONNX as 8-bit integers.
ENTAILMENT = tuple(
    ModelInfo(name, f"Xenova/{name}", size_mb, good_for, "Apache-2.0", "entailment")
    for name, size_mb, good_for in (
        ("nli-deberta-v3-xsmall", 96, "a judge that reads: entail:nli-deberta-v3-xsmall"),
        ("nli-deberta-v3-small", 181, "the same, more accurate and slower"),
        ("nli-deberta-v3-base", 253, "the same, slower still"),
    )
)


def find(name: str) -> ModelInfo:
    """The catalogue's entry. Raises UsageError, with what is known, for another name."""
    known = (*CATALOGUE, *ENTAILMENT)
    for model in known:
        if model.name == name:
            return model
    names = [model.name for model in known]
    raise UsageError(f"No model is called {name!r}.{did_you_mean(name, names)}{known_names(names)}")


def models_dir() -> Path:
    """The folder that holds the models; created when first asked for. Raises ModelError when it cannot be."""
    try:
        folder = folders.data_dir() / "models"
        folder.mkdir(exist_ok=True)
    except (OSError, FolderError) as error:
        raise ModelError(f"There is no folder for models. {error}") from error
    return folder


def missing_files(folder: Path, kind: Kind = "whisper") -> tuple[str, ...]:
    """What ``folder`` lacks to be a model that can be opened without the network; empty when complete."""
    return tuple(
        " or ".join(names)
        for names in _REQUIRED[kind]
        if not any((folder / name).is_file() for name in names)
    )


def installed(kind: Kind = "whisper") -> tuple[InstalledModel, ...]:
    """The complete models here, the most accurate last; those that the catalogue does not know first."""
    ranks = {model.name: rank for rank, model in enumerate((*CATALOGUE, *ENTAILMENT))}
    found = [
        InstalledModel(folder.name, folder, kind)
        for folder in models_dir().iterdir()
        if folder.is_dir() and folder.suffix != _UNFINISHED and not missing_files(folder, kind)
    ]
    return tuple(sorted(found, key=lambda model: (ranks.get(model.name, -1), model.name)))


def unfinished() -> dict[str, float]:
    """Broken-off downloads: the model's name, and how much of it is here in millions of bytes."""
    return {
        folder.stem: _bytes_in(folder) / 1e6
        for folder in models_dir().iterdir()
        if folder.suffix == _UNFINISHED
    }


def path_of(name: str, kind: Kind = "whisper") -> Path:
    """The folder of an installed model. Raises ModelError when it is not here or not complete."""
    for model in installed(kind):
        if model.name == name:
            return model.path
    here = ", ".join(model.name for model in installed(kind)) or "none"
    raise ModelError(
        f"The model {name!r} is not on this machine (here: {here}). Run `voicedrill models pull {name}`."
    )


def chosen() -> InstalledModel | None:
    """The model for Whisper: what `VOICEDRILL_WHISPER_MODEL` names, else the most accurate here, else None.

    Raises ModelError when the variable names neither an installed model nor a folder that holds one.
    """
    wanted = os.environ.get(CHOICE_VARIABLE)
    here = installed()
    if not wanted:
        return here[-1] if here else None
    for model in here:
        if model.name == wanted:
            return model
    folder = Path(wanted).expanduser()
    if not folder.is_dir():
        raise ModelError(
            f"{CHOICE_VARIABLE} is {wanted!r}: neither a model on this machine "
            f"(here: {', '.join(model.name for model in here) or 'none'}) nor a folder. "
            "Run `voicedrill models list`, or unset the variable."
        )
    missing = missing_files(folder)
    if missing:
        raise ModelError(
            f"{CHOICE_VARIABLE} names {folder}, which holds no model in CTranslate2's format: "
            f"it lacks {', '.join(missing)}."
        )
    return InstalledModel(folder.name, folder)


def pull(
    name: str, *, endpoint: str | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Path:
    """Fetch a model and return its folder; goes on from a broken-off download, does nothing when it is here.

    ``endpoint``: the hub's address, else `HF_ENDPOINT`, else Hugging Face. ``progress`` is called with the
    file's name, the bytes here so far and those of the whole model. The model counts as installed once every
    file has its right size and checksum. Raises UsageError for an unknown name, else ModelError.
    """
    from voicedrill.weights import hub

    model = find(name)
    folder = models_dir() / name
    if folder.is_dir() and not missing_files(folder, model.kind):
        return folder
    unfinished_folder = folder.with_name(name + _UNFINISHED)
    try:
        hub.fetch(
            endpoint or hub.default_endpoint(),
            model.repository,
            WANTED[model.kind],
            unfinished_folder,
            progress,
        )
        missing = missing_files(unfinished_folder, model.kind)
        if missing:
            raise ModelError(f"The model {name!r} came without {', '.join(missing)}: it cannot be used.")
        if folder.is_dir():  # lacks files, else it would have been returned above
            shutil.rmtree(folder)
        unfinished_folder.replace(folder)
    except OSError as error:
        raise ModelError(f"The model {name!r} could not be written to {folder}: {error}.") from error
    return folder


def remove(name: str) -> float:
    """Delete a model, also an unfinished one; returns the millions of bytes set free. Raises ModelError."""
    # Compared with what is there, never joined to a path: "..", too, is a name that someone may give.
    here = [
        folder
        for folder in models_dir().iterdir()
        if folder.is_dir() and folder.name in (name, name + _UNFINISHED)
    ]
    if not here:
        raise ModelError(f"The model {name!r} is not on this machine. See `voicedrill models list`.")
    freed = sum(_bytes_in(folder) for folder in here) / 1e6
    for folder in here:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise ModelError(f"The model {name!r} could not be deleted from {folder}: {error}.") from error
    return freed


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
