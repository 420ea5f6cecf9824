"""The recognisers that voicedrill knows. A new one is one file and one line of the table."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from voicedrill.errors import EngineError, UsageError
from voicedrill.recognition.base import Recogniser

#: Name -> "module:class". Imported when used. The module's ``availability() -> str | None`` says, without
#: importing anything heavy, why the engine cannot run here (None: it can).
ENGINES = {
    "whisper": "voicedrill.recognition.whisper:WhisperRecogniser",
    "moonshine": "voicedrill.recognition.moonshine:MoonshineRecogniser",
}


@dataclass(frozen=True)
class EngineStatus:
    """Whether an engine can run here. ``why_not`` is a sentence when it cannot."""

    name: str
    available: bool
    why_not: str | None = None


def engines() -> list[EngineStatus]:
    """All engines in the order in which "auto" prefers them."""
    return [EngineStatus(name, why is None, why) for name in ENGINES for why in [_why_not(name)]]


def open_recogniser(name: str = "auto") -> Recogniser:
    """The engine called ``name``, its weights loaded; "auto" takes the first that can run here.

    Raises UsageError for an unknown name, EngineError when it (or, for "auto", every engine) cannot run.
    """
    if name == "auto":
        usable = [status.name for status in engines() if status.available]
        if not usable:
            raise EngineError(
                "No recogniser can run on this machine yet. "
                "Run `voicedrill models pull base.en` to fetch one."
            )
        name = usable[0]
    elif name not in ENGINES:
        raise UsageError(f"No recogniser is called {name!r}. Known: auto, {', '.join(sorted(ENGINES))}.")
    why = _why_not(name)
    if why is not None:
        raise EngineError(why)
    module, class_name = ENGINES[name].split(":")
    return cast(Callable[[], Recogniser], getattr(import_module(module), class_name))()


def _why_not(name: str) -> str | None:
    try:
        module = import_module(ENGINES[name].split(":")[0])
        return cast(Callable[[], str | None], module.availability)()
    except ImportError as error:
        return f"The engine {name!r} cannot be loaded: {error}."
