"""A sound card made of software: a private PulseAudio with a microphone to speak into and a speaker to hear.

    paplay -> mic_sink -> its monitor -> microphone (default source) -> the program under test
    the program under test -> speaker_sink (default sink) -> its monitor -> parec

PortAudio reads its surroundings when it is loaded: the program under test runs in a process of its own, with
``VirtualSound.environment``.
"""

import ctypes.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TOOLS = ("pulseaudio", "pactl", "paplay", "parec")
_ALSA_PLUGIN = "libasound_module_pcm_pulse.so"
_ALSA_CONFIG = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""
# Without `norewinds` a null sink runs two seconds ahead, and its monitor lacks what is played meanwhile.
_MODULES = (
    "module-native-protocol-unix auth-anonymous=1 socket={socket}",
    "module-null-sink sink_name=mic_sink rate=48000 channels=2 norewinds=1",
    "module-null-sink sink_name=speaker_sink rate=48000 channels=2 norewinds=1",
    "module-remap-source source_name=microphone master=mic_sink.monitor channels=1 master_channel_map=mono"
    " channel_map=mono remix=yes",
)


def problem() -> str | None:
    """Why no PulseAudio can run here, or None when it can."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (Debian: pulseaudio, pulseaudio-utils)"
    if ctypes.util.find_library("portaudio") is None:
        return "no PortAudio (Debian: libportaudio2)"
    folders = [Path("/usr/lib"), Path("/usr/lib64")]
    if not any(
        next(folder.glob(f"**/alsa-lib/{_ALSA_PLUGIN}"), None) for folder in folders if folder.is_dir()
    ):
        return "ALSA cannot reach PulseAudio here (Debian: libasound2-plugins)"
    return None


class VirtualSound:
    """A running PulseAudio. ``environment`` is the whole environment for a process that shall hear it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        alsa_config = folder / "asound.conf"
        alsa_config.write_text(_ALSA_CONFIG)
        self.environment = {
            **os.environ,
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "ALSA_CONFIG_PATH": str(alsa_config),
        }
        self._log = (folder / "pulseaudio.log").open("wb")
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--system=no", "--use-pid-file=no"),
                *("--exit-idle-time=-1", "--disallow-exit", "--realtime=no", "--high-priority=no"),
                *(f"--load={module.format(socket=self._socket)}" for module in _MODULES),
            ],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait_until_it_answers()
        self.pactl("set-default-source", "microphone")
        self.pactl("set-default-sink", "speaker_sink")

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 20
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True).returncode:
            if self._server.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise RuntimeError(
                    "PulseAudio did not start: " + (self._folder / "pulseaudio.log").read_text()
                )
            time.sleep(0.05)

    def pactl(self, *arguments: str) -> str:
        """Run pactl and return what it prints."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def wait_for_recorder(self, timeout_s: float = 30) -> None:
        """Return as soon as some program records from the microphone. Raises TimeoutError."""
        self._wait_for_stream("source", "microphone", timeout_s)

    def wait_for_player(self, timeout_s: float = 30) -> None:
        """Return as soon as some program plays into the speaker. Raises TimeoutError."""
        self._wait_for_stream("sink", "speaker_sink", timeout_s)

    def _wait_for_stream(self, kind: str, device: str, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while not self._has_running_stream(kind, device):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no program used {device} within {timeout_s} s")
            time.sleep(0.02)

    def _has_running_stream(self, kind: str, device: str) -> bool:
        # A corked stream moves no sound: PortAudio opens such ones merely to find out what a device can do.
        rows = [row.split("\t") for row in self.pactl("list", "short", f"{kind}s").splitlines()]
        index = next(int(row[0]) for row in rows if row[1] == device)
        streams = {"source": "source-outputs", "sink": "sink-inputs"}[kind]
        listed = json.loads(self.pactl("--format=json", "list", streams))
        return any(stream[kind] == index and not stream["corked"] for stream in listed)

    def speak_into_microphone(self, path: Path) -> None:
        """Play a sound file into the microphone, in real time; returns at its end."""
        with self.start_speaking(path) as speaking:
            try:
                assert speaking.wait(timeout=60) == 0
            finally:
                speaking.kill()

    def start_speaking(self, path: Path) -> "subprocess.Popen[bytes]":
        """Play a sound file into the microphone without waiting for its end."""
        return subprocess.Popen(["paplay", "--device=mic_sink", str(path)], env=self.environment)

    @contextmanager
    def record_speaker(self, path: Path) -> Iterator[None]:
        """Record what the speaker plays while the block runs into a wav file (16 kHz, mono, 16 bit)."""
        recorder = subprocess.Popen(
            [
                *("parec", "--device=speaker_sink.monitor", "--file-format=wav", "--latency-msec=50"),
                *("--format=s16le", "--rate=16000", "--channels=1", str(path)),
            ],
            env=self.environment,
        )
        try:
            self._wait_for_stream("source", "speaker_sink.monitor", 20)
            yield
            time.sleep(0.3)  # What was played last is still on its way.
        finally:
            recorder.terminate()
            recorder.wait(timeout=20)

    def lose_server(self) -> None:
        """Pull the plug: microphone and speaker are gone."""
        self._server.kill()
        self._server.wait()

    def close(self) -> None:
        """Stop the server."""
        self._server.kill()
        self._server.wait()
        self._log.close()
