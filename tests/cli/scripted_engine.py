"""An engine for the registry that needs no model: every cut of sound holds the same words."""

from itertools import repeat

from voicedrill.recognition.fakes import ScriptedRecogniser

SAYS = "So I called forty patients."


class Engine(ScriptedRecogniser):
    def __init__(self) -> None:
        super().__init__(repeat(SAYS))


class BrokenEngine(ScriptedRecogniser):
    def __init__(self) -> None:
        super().__init__(repeat(RuntimeError("out of order")))


def availability() -> None:
    return None
