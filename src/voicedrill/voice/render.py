"""The process in which pyttsx3 speaks into a file: `python -m voicedrill.voice.render`.

It is a process of its own because pyttsx3 prints to standard output, because a synthesiser that crashes or
hangs must not take the practice with it, and because espeak-ng, which serves on Linux, is under the GPL.

One request, a JSON object, comes on standard input; one answer, a JSON object, goes to standard output:

    {"do": "voices"}                      {"library", "voices": [{"id", "name", "language"}]}
    {"do": "render", "path", "text",      {"library"}, and the sound is in the file
     "voice", "rate", "volume"}
    any, when it fails                    {"error", "kind": "engine|voice|render"}
"""

import ctypes
import json
import os
import platform
import sys
import threading
from pathlib import Path
from typing import Any

#: How long the driver may go on in its own thread after it said that it was done.
_FINISH_S = 30.0


class _Failure(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def main() -> None:
    """Answer the request on standard input."""
    answer_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # Whatever the driver prints, in Python or in C.
    sys.stdout = open(nowhere, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process
    request = json.load(sys.stdin)
    try:
        answer = _answer(request)
    except _Failure as failure:
        answer = {"error": str(failure), "kind": failure.kind}
    json.dump(answer, answer_to)
    answer_to.flush()
    # Some drivers crash while they are taken down; all that matters is done.
    os._exit(0)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    engine = _start(request.get("espeak", "auto"))
    voices = [_as_data(voice) for voice in engine.getProperty("voices")]
    if request["do"] == "render":
        _render(engine, voices, request)
    return {"library": _library(engine), "voices": voices}


def _start(espeak: str) -> Any:
    try:
        if platform.system() == "Linux":
            _load_espeak(espeak)
        import pyttsx3

        engine = pyttsx3.init()
    except Exception as error:  # The drivers raise whatever their platform gives them.
        raise _Failure("engine", f"{type(error).__name__}: {error}") from error
    if platform.system() == "Linux":
        _stop_reading_too_far()
    return engine


def _load_espeak(which: str) -> None:
    """Load espeak-ng before pyttsx3 does: it then takes the one that is loaded, found by its SONAME."""
    if which != "bundled":
        try:
            ctypes.CDLL("libespeak-ng.so.1", mode=ctypes.RTLD_GLOBAL)
        except OSError:
            if which == "system":
                raise
        else:
            return
    import espeakng_loader

    package = Path(espeakng_loader.__file__).parent
    # Which of libespeak-ng.so, .so.1 and .so.1.52.0 are there depends on the wheel; they are the same.
    library = next(iter(sorted(package.glob("libespeak-ng.so*"))), None)
    if library is None:
        raise OSError(f"no libespeak-ng in {package}")
    os.environ["ESPEAK_DATA_PATH"] = str(package)
    ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)


def _stop_reading_too_far() -> None:
    """pyttsx3 2.99 tells espeak-ng that a text is ten times as long as it is, and it copies that much."""
    from pyttsx3.drivers import _espeak

    synthesize = getattr(_espeak, "cSynth", None)
    if synthesize is not None:
        _espeak.cSynth = lambda text, _size, *rest: synthesize(text, len(text) + 1, *rest)


def _render(engine: Any, voices: list[dict[str, str]], request: dict[str, Any]) -> None:
    finished = threading.Event()
    problems: list[str] = []
    # Inside the queue of pyttsx3, exceptions become notifications.
    engine.connect("error", lambda name, exception: problems.append(str(exception)))  # noqa: ARG005 - theirs
    engine.connect("finished-utterance", lambda name, completed: finished.set())  # noqa: ARG005 - theirs
    voice = _choose(voices, request["voice"], engine.getProperty("voice"))
    if voice is not None:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", round(request["rate"]))
    engine.setProperty("volume", request["volume"])
    engine.save_to_file(request["text"], request["path"])
    engine.runAndWait()
    # An espeak-ng that is built to work asynchronously is still at it; the Windows driver tells nothing.
    if platform.system() == "Linux":
        finished.wait(_FINISH_S)
    if problems:
        raise _Failure("render", problems[0])


def _choose(voices: list[dict[str, str]], wanted: str | None, current: str) -> str | None:
    """The id of the voice to set, None to keep the current one."""
    english = [voice for voice in voices if voice["language"].startswith("en")]
    if wanted is None:
        if any(voice["id"] == current for voice in english):
            return None
        if not english:
            raise _Failure("voice", "There is no English voice.")
        return english[0]["id"]
    base, plus, variant = wanted.partition("+")
    key = base.strip().casefold()
    for fits in (
        [voice for voice in english if key in (voice["id"].casefold(), voice["name"].casefold())],
        [voice for voice in english if key == voice["id"].casefold().rpartition("/")[2]],
        [voice for voice in english if key and key in voice["name"].casefold()],
    ):
        if fits:
            return fits[0]["id"] + plus + variant
    known = ", ".join(voice["name"] for voice in english) or "none"
    raise _Failure("voice", f"There is no English voice '{wanted}'. Known: {known}.")


def _as_data(voice: Any) -> dict[str, str]:
    language = str(next(iter(voice.languages or ()), "") or "").strip().lower().replace("_", "-")
    return {"id": str(voice.id), "name": str(voice.name), "language": language}


def _library(engine: Any) -> str:
    maps = Path("/proc/self/maps")
    if maps.exists():
        for line in maps.read_text(errors="replace").splitlines():
            if "libespeak" in line:
                return line.split(maxsplit=5)[5]
    return str(engine)


if __name__ == "__main__":
    main()
