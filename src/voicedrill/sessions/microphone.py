"""Before the first question: which microphone, and is it fit for an answer?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voicedrill.audio.capture import EndOfSound, Microphone, open_microphone
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, dbfs, joined
from voicedrill.audio.devices import input_devices
from voicedrill.audio.levels import check_level
from voicedrill.errors import DeviceError
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
_CHOOSING: KeyHelp = (("a number", "choose"), ("space", "as before"), ("q", "quit"))


class Quit(Exception):  # noqa: N818 - not an error: somebody has had enough
    """The session is over before it began."""


def prepare_microphone(spec: str | None, screen: Screen, next_key: NextKey) -> str | None:
    """Name the microphone, check its level for two seconds, tell what is wrong and what to do.

    Gives the microphone that was chosen, as for `open_microphone`. Raises DeviceError when the first does not
    open, and Quit when the key for it is pressed.
    """
    wanted = spec
    while True:
        try:
            microphone = open_microphone(wanted)
        except DeviceError as error:
            if wanted == spec:
                raise
            screen.say(str(error), "yellow")
            wanted = spec
            continue
        try:
            usual = "" if wanted else " (the usual one)"
            screen.say(f"Microphone: {microphone.name}{usual}. Say a few words to check it.")
            samples, key = _listen(microphone, screen, next_key)
        finally:
            microphone.close()
            screen.still()
        if key is None:
            key = _tell(samples, screen, next_key)
        if key == "d":
            wanted = _choose(wanted, screen, next_key)
        elif key == " ":
            return wanted


def _listen(microphone: Microphone, screen: Screen, next_key: NextKey) -> tuple[Samples, str | None]:
    """Two seconds of sound, or less and the key that ended it."""
    blocks: list[Samples] = []
    try:
        while sum(map(len, blocks)) < CHECK_S * SAMPLE_RATE_HZ:
            block = microphone.read(_READ_S)
            if block is not None:
                blocks.append(block)
                screen.redraw(_level_lines(dbfs(block), screen.width))
            key = _meant(next_key(0), "d ")
            if key is not None:
                return joined(blocks), key
    except EndOfSound:
        pass
    return joined(blocks), None


def _tell(samples: Samples, screen: Screen, next_key: NextKey) -> str:
    """Say how the level is; when something is wrong with it, the key that was chosen."""
    level = check_level(samples)
    if level.is_good:
        screen.say("The level is good.", "green")
        return " "
    for sentence in level.sentences:
        screen.say(sentence, "yellow")
    return _wait(_CHECKED, " cd", screen, next_key)


def _choose(spec: str | None, screen: Screen, next_key: NextKey) -> str | None:
    """The number of the device that was picked from a list; ``spec`` when none was."""
    devices = input_devices()
    digits = "123456789"[: len(devices)]
    for digit, device in zip(digits, devices, strict=False):
        usual = ", the usual one" if device.is_default else ""
        screen.say(f"{digit}  {device.name} ({device.system}){usual}")
    if len(devices) > len(digits):
        screen.say("There are more: `voicedrill doctor` lists them, --device takes them.", "dim")
    key = _wait(_CHOOSING, " " + digits, screen, next_key)
    return spec if key == " " else str(devices[int(key) - 1].index)


def _wait(shown: KeyHelp, valid: str, screen: Screen, next_key: NextKey) -> str:
    from rich.console import Group

    screen.redraw(Group(*key_lines(shown, screen.width)))
    try:
        while True:
            key = _meant(next_key(_KEY_WAIT_S), valid)
            if key is not None:
                return key
    finally:
        screen.still()


def _meant(key: str | None, valid: str) -> str | None:
    """The key, Enter taken as space, when it is one of ``valid``. Raises Quit for the key that quits."""
    if key == "q":
        raise Quit
    key = " " if key == "\n" else key
    return key if key is not None and key in valid else None


def _level_lines(level_dbfs: float | None, width: int) -> "Group":
    from rich.console import Group
    from rich.text import Text

    level = Text("  level  ", "dim").append_text(meter(level_dbfs))
    return Group(level, Text(), *key_lines(_CHECKING, width))
