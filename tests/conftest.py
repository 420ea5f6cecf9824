"""Fixtures that tests of several parts use."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import pulse

# How long an example takes depends on what else the machine does, and says nothing about what is tested.
hypothesis.settings.register_profile("voicedrill", deadline=None)
hypothesis.settings.register_profile("voicedrill-ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("voicedrill-ci" if os.environ.get("CI") else "voicedrill")

# A shell that runs the tests in the background has them ignore Ctrl-C, and so would all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def virtual_sound() -> Iterator[pulse.VirtualSound]:
    """A sound card made of software. Skips where none can run, unless VOICEDRILL_REQUIRE_PULSE=1."""
    problem = pulse.problem()
    if problem:
        if os.environ.get("VOICEDRILL_REQUIRE_PULSE") == "1":
            pytest.fail(f"VOICEDRILL_REQUIRE_PULSE=1, but {problem}")
        pytest.skip(f"no PulseAudio: {problem}")
    # A short path of its own: the name of a Unix socket may hold 107 bytes, and pytest's folders are deep.
    with tempfile.TemporaryDirectory(prefix="vdpulse") as folder:
        sound = pulse.VirtualSound(Path(folder))
        try:
            yield sound
        finally:
            sound.close()
