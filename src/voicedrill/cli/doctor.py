"""`voicedrill doctor`: what works on this machine, what does not, and what to do about it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import click


@dataclass(frozen=True)
class Check:
    """One thing looked at. ``needed``: practice cannot run without it. ``do``: what mends it, if anything."""

    name: str
    ok: bool
    needed: bool
    found: str
    do: str | None = None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
def command(as_json: bool) -> None:
    """Say what works on this machine and what to do about the rest.

    Leaves with 0 when practice can run, with 4 when something it needs is missing.
    """
    import json
    from dataclasses import asdict

    checks = list(_checks())
    ready = all(check.ok for check in checks if check.needed)
    if as_json:
        click.echo(
            json.dumps({"ready": ready, "checks": [asdict(check) for check in checks]}, ensure_ascii=False)
        )
    else:
        for check in checks:
            mark = "ok" if check.ok else "MISSING" if check.needed else "without"
            click.echo(f"{mark:>8}  {check.name:<11} {check.found}")
            if check.do:
                click.echo(f"{'':>8}  {'':<11} -> {check.do}")
        click.echo("")
        click.echo("Practice can run here." if ready else "Practice cannot run here yet; see MISSING above.")
    raise SystemExit(0 if ready else 4)


def _checks() -> Iterator[Check]:
    yield _version()
    yield from _sound_devices()
    yield _voice()
    yield from _recognisers()
    yield _alignment()
    yield _models()
    yield from _judges()
    yield _data_folder()
    yield _history()


def _version() -> Check:
    import platform

    from voicedrill import __version__

    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check("voicedrill", True, True, f"{__version__} on {system}")


def _sound_devices() -> Iterator[Check]:
    from voicedrill.audio.devices import input_devices, output_devices
    from voicedrill.errors import DeviceError

    for name, devices, needed, do in (
        ("microphone", input_devices, True, "plug one in; recordings work without: voicedrill analyze FILE"),
        (
            "speaker",
            output_devices,
            False,
            "plug one in, or read the questions: voicedrill practice --no-voice",
        ),
    ):
        try:
            here = sorted(devices(), key=lambda device: not device.is_default)
        except DeviceError as error:
            yield Check(name, False, needed, str(error))  # which says what to do
            continue
        found = _some([device.name for device in here])
        yield Check(name, bool(here), needed, found or "none found", None if here else do)


def _voice() -> Check:
    from voicedrill.errors import VoicedrillError
    from voicedrill.voice.speech import voices

    do = "questions are shown instead: voicedrill practice --no-voice"
    try:
        found = voices()
    except VoicedrillError as error:
        return Check("voice", False, False, str(error), do)
    return Check("voice", bool(found), False, f"{len(found)} voices", None if found else do)


def _recognisers() -> Iterator[Check]:
    from voicedrill.recognition.registry import engines
    from voicedrill.weights.models import RECOMMENDED

    statuses = engines()
    usable = [status.name for status in statuses if status.available]
    found = f"auto uses {usable[0]}" if usable else "none can run"
    do = None if usable else f"voicedrill models pull {RECOMMENDED}"
    yield Check("recogniser", bool(usable), True, found, do)
    for status in statuses:
        yield Check(f"  {status.name}", status.available, False, status.why_not or "ready")


def _alignment() -> Check:
    from voicedrill.recognition.sphinx import missing

    why = missing()
    if why is None:
        return Check("alignment", True, False, "words are aligned to the sound")
    return Check("alignment", False, False, why, "nothing needs doing: word times are then estimates")


def _models() -> Check:
    from voicedrill.errors import EngineError
    from voicedrill.weights import models

    try:
        here = [f"{model.name} ({model.size_mb:.0f} MB)" for model in models.installed()]
    except EngineError as error:
        return Check("models", False, False, str(error))
    do = None if here else f"for daily use: voicedrill models pull {models.RECOMMENDED}"
    return Check("models", bool(here), False, _some(here) or "none downloaded", do)


def _judges() -> Iterator[Check]:
    """Who can judge the points; the one that the environment chooses must open."""
    from voicedrill.errors import VoicedrillError
    from voicedrill.judges.base import EMBEDDED, JudgeChoice
    from voicedrill.judges.registry import judges, open_reader

    chosen = os.environ.get("VOICEDRILL_JUDGE") or EMBEDDED
    try:
        open_reader(JudgeChoice(chosen, tuple(os.environ.get("VOICEDRILL_ALLOW_HOST", "").split())))
    except VoicedrillError as error:
        do = "set VOICEDRILL_JUDGE to another judge, or unset it"
        yield Check("judge", False, True, f"VOICEDRILL_JUDGE is {chosen}: {error}", do)
    else:
        yield Check("judge", True, True, f"points are judged by {chosen} unless --judge says otherwise")
    for status in judges():
        yield Check(f"  {status.name}", status.available, False, status.note)


def _data_folder() -> Check:
    import shutil
    import tempfile

    from voicedrill.errors import FolderError
    from voicedrill.folders import data_dir

    do = "set VOICEDRILL_DATA to a folder that can be written to"
    try:
        folder = data_dir()
        with tempfile.TemporaryFile(dir=folder):
            free_gb = shutil.disk_usage(folder).free / 1e9
    except FolderError as error:
        return Check("data folder", False, True, f"cannot be made ({error.__cause__})", do)
    except OSError as error:
        return Check(
            "data folder", False, True, f"cannot be written ({error.strerror}: {error.filename})", do
        )
    return Check("data folder", True, True, f"{folder}, {free_gb:.1f} GB free")


def _history() -> Check:
    from voicedrill.cli.history_naming import answers
    from voicedrill.errors import FolderError, HistoryError
    from voicedrill.history.database import history_file
    from voicedrill.history.store import open_history

    try:
        path = history_file()
        if not path.exists():
            return Check("history", True, True, "empty")
        with open_history(takes_over=True) as history:
            count, left_out = history.count, len(history.left_out)
    except FolderError:
        return Check("history", False, True, "there is no folder for it")
    except (HistoryError, OSError) as error:
        return Check("history", False, True, str(error))  # which says what to do
    found = f"{answers(count)}, {path.stat().st_size / 1e6:.1f} MB"
    do = "voicedrill history says which" if left_out else None
    return Check("history", not left_out, False, found + (f", {left_out} left out" if left_out else ""), do)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
