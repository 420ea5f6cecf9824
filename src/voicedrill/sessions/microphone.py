"""Before the first question: which microphone, and is it fit for an answer?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voicedrill.audio.capture import EndOfSound, Microphone, open_microphone
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, dbfs, joined
from voicedrill.audio.devices import input_devices
from voicedrill.audio.levels import check_level
from voicedrill.sessions.screen import Screen
from voicedrill.sessions.views import KeyHelp, key_lines, meter

if TYPE_CHECKING:
    from rich.console import Group

CHECK_S = 2.0
_READ_S = 0.1
_KEY_WAIT_S = 0.2

#: Waits up to some seconds for a key; None when none came.
NextKey = Callable[[float], str | None]

_CHECKING: KeyHelp = (("d", "another microphone"), ("space", "skip the check"), ("q", "quit"))
_CHECKED: KeyHelp = (("space", "go on"), ("c", "check again"), ("d", "another microphone"), ("q", "quit"))


class Quit(Exception):  # noqa: N818 - not an error: somebody has had enough
    """The session is over before it began."""


def prepare_microphone(spec: str | None, screen: Screen, next_key: NextKey | None) -> str | None:
    """Name the microphone, check its level for two seconds, tell what is wrong and what to do.

    Gives the microphone to use, as for `open_microphone`. ``next_key`` None: nobody can choose; what is wrong
    is told and the session goes on. Raises DeviceError, and Quit when the key for it is pressed.
    """
    while True:
        microphone = open_microphone(spec)
        try:
            usual = "" if spec else " (the usual one)"
            screen.say(f"Microphone: {microphone.name}{usual}. Say a few words to check it.")
            samples, key = _listen(microphone, screen, next_key)
        finally:
            microphone.close()
            screen.still()
        if key is None:
            key = _tell(samples, screen, next_key)
        if key == "d" and next_key is not None:
            spec = _choose(spec, screen, next_key)
        elif key != "c":
            return spec


def _listen(microphone: Microphone, screen: Screen, next_key: NextKey | None) -> tuple[Samples, str | None]:
    """Two seconds of sound, or less and the key that ended it."""
    blocks: list[Samples] = []
    try:
        while sum(map(len, blocks)) < CHECK_S * SAMPLE_RATE_HZ:
            block = microphone.read(_READ_S)
            if block is not None:
                blocks.append(block)
                keys = _CHECKING if next_key is not None else ()
                screen.redraw(_level_lines(dbfs(block), keys, screen.width))
            key = _meant(next_key(0), _CHECKING) if next_key is not None else None
            if key is not None:
                return joined(blocks), key
    except EndOfSound:
        pass
    return joined(blocks), None


def _tell(samples: Samples, screen: Screen, next_key: NextKey | None) -> str:
    """Say how the level is; when something is wrong with it, the key that was chosen."""
    level = check_level(samples)
    if level.is_good:
        screen.say("The level is good.", "green")
        return " "
    for sentence in level.sentences:
        screen.say(sentence, "yellow")
    return " " if next_key is None else _wait(_CHECKED, screen, next_key)


def _choose(spec: str | None, screen: Screen, next_key: NextKey) -> str | None:
    """The number of the device that was picked from a list; ``spec`` when none was."""
    devices = input_devices()
    digits = [str(number) for number in range(1, min(len(devices), 9) + 1)]
    for digit, device in zip(digits, devices, strict=False):
        usual = ", the usual one" if device.is_default else ""
        screen.say(f"{digit}  {device.name} ({device.system}){usual}")
    if len(devices) > len(digits):
        screen.say("The rest have numbers of their own: voicedrill doctor lists them for --device.", "dim")
    key = _wait((*((digit, "") for digit in digits), ("space", "as before"), ("q", "quit")), screen, next_key)
    return spec if key == " " else str(devices[int(key) - 1].index)


def _wait(keys: KeyHelp, screen: Screen, next_key: NextKey) -> str:
    from rich.console import Group

    screen.redraw(Group(*key_lines(keys, screen.width)))
    try:
        while True:
            key = _meant(next_key(_KEY_WAIT_S), keys)
            if key is not None:
                return key
    finally:
        screen.still()


def _meant(key: str | None, keys: KeyHelp) -> str | None:
    key = " " if key == "\n" else key
    if key == "q":
        raise Quit
    return key if key in {" " if name == "space" else name for name, _ in keys} else None


def _level_lines(level_dbfs: float | None, keys: KeyHelp, width: int) -> "Group":
    from rich.console import Group
    from rich.text import Text

    level = Text("  level  ", "dim").append_text(meter(level_dbfs))
    return Group(level, Text(), *key_lines(keys, width))
