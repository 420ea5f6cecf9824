import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sounds import encode, noise, tone

from voicedrill.audio.capture import EndOfSound, Recorder, SoundDeviceMicrophone, open_microphone
from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples, joined
from voicedrill.audio.fakes import FileMicrophone
from voicedrill.audio.files import WavWriter, read_clip
from voicedrill.errors import AudioFileError, DeviceError


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    path = tmp_path / "spoken.wav"
    with WavWriter(path) as writer:
        writer.write(noise(3.0))
    return path


def read_all(microphone: FileMicrophone) -> Samples:
    blocks = []
    try:
        while True:
            if (block := microphone.read(1.0)) is not None:
                blocks.append(block)
    except EndOfSound:
        return joined(blocks)


class ScriptedMicrophone:
    """Gives each entry of a script when it is let: a block, a loss of seconds, or an exception."""

    name = "scripted"

    def __init__(self, *script: Samples | float | Exception) -> None:
        self.script = list(script)
        self.lost_s = 0.0
        self.may_go_on = threading.Semaphore(0)
        self.is_open = False
        self.asked = 0
        self.asked_when_it_gave = 0

    def open(self) -> None:
        self.is_open = True

    def read(self, timeout_s: float) -> Samples | None:
        self.asked += 1
        if not self.may_go_on.acquire(timeout=timeout_s or 0.001):
            return None
        self.asked_when_it_gave = self.asked
        entry = self.script.pop(0)
        if isinstance(entry, Exception):
            raise entry
        if isinstance(entry, float):
            self.lost_s += entry
            return np.zeros(0, dtype=np.float32)
        return entry

    def close(self) -> None:
        self.is_open = False


# -- A file as microphone ------------------------------------------------------------------------------


def test_a_file_is_followed_by_silence_and_then_by_the_end(spoken: Path) -> None:
    microphone = FileMicrophone(spoken, speed=0, silence_after_s=1.5)
    microphone.open()
    heard = read_all(microphone)
    np.testing.assert_array_equal(heard[:48_000], read_clip(spoken).samples)
    assert len(heard) == round(4.5 * SAMPLE_RATE_HZ)
    assert not heard[48_000:].any()


def test_a_file_plays_in_time_and_not_ahead_of_it(spoken: Path) -> None:
    microphone = FileMicrophone(spoken, speed=4, silence_after_s=0)
    microphone.open()
    started_s = time.monotonic()
    assert microphone.read(0) is None
    read_all(microphone)
    assert time.monotonic() - started_s >= 3.0 / 4 - 0.05


def test_opened_again_it_starts_from_the_beginning(spoken: Path) -> None:
    microphone = open_microphone(f"file:{spoken}@0")
    first = microphone.read(1)
    microphone.close()
    microphone.open()
    np.testing.assert_array_equal(first, microphone.read(1))


@pytest.mark.parametrize("name", ["a@4.wav", "me@home", "plain.wav"])
def test_a_name_may_hold_the_sign_that_comes_before_the_speed(tmp_path: Path, name: str) -> None:
    (tmp_path / "sound.wav").write_bytes(b"")
    with WavWriter(tmp_path / name) as writer:
        writer.write(tone(0.1))
    for spec in (f"file:{tmp_path / name}", f"file:{tmp_path / name}@0", f"file:{tmp_path / name}@2.5"):
        assert open_microphone(spec).name == f"file {name}"


def test_a_file_that_is_no_sound_cannot_be_opened_as_microphone(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="No file"):
        open_microphone(f"file:{tmp_path / 'missing.wav'}")


# -- The recorder --------------------------------------------------------------------------------------


def test_what_is_spoken_stands_on_disk_and_went_to_every_listener(spoken: Path, tmp_path: Path) -> None:
    heard: list[Samples] = []
    recorder = Recorder(FileMicrophone(spoken, 0), tmp_path / "new" / "answer.wav", [heard.append])
    recorder.start()
    assert recorder.finished.wait(30)
    assert recorder.ended_by == "end-of-file"
    recording = recorder.stop("end-of-file")
    assert recording.duration_s == 7.0
    assert recording.ended_by == "end-of-file"
    assert recording.lost_s == 0
    assert recording.decided_at_s is not None
    assert recorder.stop("key") is recording
    on_disk = read_clip(recording.path).samples
    np.testing.assert_allclose(on_disk, joined(heard), atol=1e-4)
    np.testing.assert_allclose(on_disk[:48_000], read_clip(spoken).samples, atol=1e-4)


def test_a_block_is_on_disk_before_the_listeners_get_it(spoken: Path, tmp_path: Path) -> None:
    path, late = tmp_path / "answer.wav", []
    heard = 0

    def check(block: Samples) -> None:
        nonlocal heard
        heard += len(block)
        if len(read_clip(path).samples) != heard:
            late.append(heard)

    recorder = Recorder(FileMicrophone(spoken, 0, silence_after_s=0), path, [check])
    recorder.start()
    assert recorder.finished.wait(30)
    recorder.stop()
    assert heard == 48_000
    assert not late
    assert recorder.listener_error is None


def test_paused_sound_is_neither_recorded_nor_lost(tmp_path: Path) -> None:
    kept, dropped, after = tone(0.5), noise(0.5), tone(0.25)
    microphone = ScriptedMicrophone(kept, 0.2, dropped, 3.0, after, 0.4)
    heard: list[Samples] = []
    recorder = Recorder(microphone, tmp_path / "a.wav", [heard.append])
    recorder.start()
    release(microphone, 2)
    recorder.pause()
    assert recorder.is_paused
    release(microphone, 2)
    recorder.resume()
    release(microphone, 2)
    recording = recorder.stop()
    assert recording.duration_s == 0.75
    assert recording.lost_s == pytest.approx(0.6)
    np.testing.assert_array_equal(joined(heard), np.concatenate([kept, after]))
    assert not microphone.is_open


def release(microphone: ScriptedMicrophone, entries: int) -> None:
    left = len(microphone.script) - entries
    for _ in range(entries):
        microphone.may_go_on.release()
    # The recorder asks again only when it has dealt with the last one.
    wait_until(lambda: len(microphone.script) == left and microphone.asked > microphone.asked_when_it_gave)


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_lost_microphone_ends_the_recording_and_keeps_what_there_was(tmp_path: Path) -> None:
    microphone = ScriptedMicrophone(tone(0.5), DeviceError("The microphone was lost."))
    recorder = Recorder(microphone, tmp_path / "a.wav")
    recorder.start()
    microphone.may_go_on.release(2)
    assert recorder.finished.wait(30)
    assert str(recorder.error) == "The microphone was lost."
    recording = recorder.stop("key")
    assert recording.ended_by == "device-lost"
    assert recording.duration_s == read_clip(recording.path).duration_s == 0.5


def test_a_listener_that_fails_does_not_stop_the_recording(spoken: Path, tmp_path: Path) -> None:
    heard: list[Samples] = []

    def fail(block: Samples) -> None:
        raise RuntimeError("no")

    recorder = Recorder(FileMicrophone(spoken, 0), tmp_path / "a.wav", [fail, heard.append])
    recorder.start()
    assert recorder.finished.wait(30)
    assert recorder.stop().duration_s == 7.0
    assert len(joined(heard)) == 7 * SAMPLE_RATE_HZ
    assert str(recorder.listener_error) == "no"


def test_a_full_disk_ends_the_recording_with_a_clear_error(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    probe = """
import resource, signal, sys
from voicedrill.audio.capture import Recorder
from voicedrill.audio.fakes import FileMicrophone
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
recorder = Recorder(FileMicrophone(sys.argv[1], 0), sys.argv[2])
recorder.start()
recorder.finished.wait(30)
print(recorder.stop().ended_by, recorder.error)
"""
    path = tmp_path / "long.flac"
    encode(path, noise(5.0)[np.newaxis], 16_000, "flac", "s16")
    done = subprocess.run(
        [sys.executable, "-c", probe, path, tmp_path / "a.wav"], capture_output=True, text=True, check=True
    )
    assert "cannot be written" in done.stdout
    assert read_clip(tmp_path / "a.wav").duration_s == pytest.approx(1.5, abs=0.1)


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_spoken(
    spoken: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    microphone = FileMicrophone(spoken, 0)
    with pytest.raises(AudioFileError, match="cannot be written"):
        Recorder(microphone, tmp_path / "file" / "a.wav").start()
    with pytest.raises(EndOfSound):
        microphone.read(0)


KILLED = """
import sys
from voicedrill.audio.capture import Recorder
from voicedrill.audio.fakes import FileMicrophone
class Telling(FileMicrophone):
    told = 0
    def read(self, timeout_s):
        block = super().read(timeout_s)
        if block is not None:
            self.told += len(block)
            print(self.told, flush=True)
        return block
recorder = Recorder(Telling(sys.argv[1], 20), sys.argv[2])
recorder.start()
recorder.finished.wait()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("blocks", [7, 20, 33])
def test_a_killed_recording_opens_and_lacks_at_most_half_a_second(
    spoken: Path, tmp_path: Path, blocks: int
) -> None:
    path = tmp_path / "answer.wav"
    with subprocess.Popen([sys.executable, "-c", KILLED, spoken, path], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(blocks):
            process.stdout.readline()
        process.kill()
        told = [int(line) for line in process.stdout.read().split()]
    spoken_s = max([*told, blocks * 1600]) / SAMPLE_RATE_HZ
    on_disk = read_clip(path).samples
    assert len(on_disk) / SAMPLE_RATE_HZ >= spoken_s - 0.5
    np.testing.assert_allclose(on_disk[:48_000], read_clip(spoken).samples[: len(on_disk)], atol=1e-4)


def test_a_microphone_that_is_not_open_says_so() -> None:
    with pytest.raises(DeviceError, match="is not open"):
        SoundDeviceMicrophone().read(0)
