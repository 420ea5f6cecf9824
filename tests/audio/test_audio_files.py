import os
import socket
import subprocess
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import delay_and_likeness, encode, noise, tone, write_video

from voicedrill.audio.clips import SAMPLE_RATE_HZ
from voicedrill.audio.files import WavWriter, read_blocks, read_clip
from voicedrill.errors import AudioFileError

FORMATS = [
    ("a.wav", 16_000, "pcm_s16le", "s16"),
    ("a.wav", 8_000, "pcm_u8", "u8"),
    ("a.wav", 96_000, "pcm_f32le", "flt"),
    ("a.wav", 44_100, "pcm_s24le", "s32"),
    ("a.wav", 8_000, "pcm_mulaw", "s16"),
    ("a.flac", 48_000, "flac", "s16"),
    ("a.mp3", 44_100, "libmp3lame", "fltp"),
    ("a.m4a", 44_100, "aac", "fltp"),
    ("a.ogg", 44_100, "flac", "s16"),
    ("a.ogg", 48_000, "libopus", "flt"),
    ("a.webm", 48_000, "libopus", "flt"),
    ("a.aiff", 22_050, "pcm_s16be", "s16"),
]


@pytest.mark.parametrize(("name", "rate_hz", "codec", "sample_format"), FORMATS)
def test_every_format_gives_the_same_sound(
    tmp_path: Path, name: str, rate_hz: int, codec: str, sample_format: str
) -> None:
    # Noise has one sharp peak of correlation, and only a low one is carried by every rate.
    spoken = np.convolve(noise(2.0, level=0.8, rate_hz=rate_hz), np.ones(16) / 8, "same").astype(np.float32)
    path = encode(tmp_path / name, np.stack([spoken, spoken]), rate_hz, codec, sample_format)
    plain = encode(tmp_path / "plain.wav", spoken[np.newaxis], rate_hz, "pcm_f32le", "flt")
    reference, heard = read_clip(plain), read_clip(path)
    delay, likeness = delay_and_likeness(reference.samples, heard.samples)
    assert heard.sample_rate_hz == SAMPLE_RATE_HZ
    assert heard.samples.dtype == np.float32
    assert heard.duration_s == pytest.approx(2.0, abs=0.06)  # Lossy coders pad to whole frames.
    assert abs(delay) <= 0.03 * SAMPLE_RATE_HZ
    assert likeness > 0.97


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_resampling_neither_shifts_nor_changes_the_sound(tmp_path: Path, rate_hz: int) -> None:
    path = encode(tmp_path / "a.wav", tone(1.0, 1000, 0.5, rate_hz)[np.newaxis], rate_hz, "pcm_f32le", "flt")
    heard = read_clip(path).samples
    assert len(heard) == pytest.approx(SAMPLE_RATE_HZ, abs=2)
    middle = slice(1000, 15_000)
    assert np.abs(heard[middle] - tone(1.0, 1000)[middle]).max() < 0.01


def test_channels_become_their_mean(tmp_path: Path) -> None:
    left, right = tone(1.0, 300, 0.8), tone(1.0, 700, 0.4)
    path = encode(tmp_path / "a.wav", np.stack([left, right]), 16_000, "pcm_f32le", "flt")
    np.testing.assert_allclose(read_clip(path).samples, (left + right) / 2, atol=1e-4)


def test_values_beyond_full_scale_and_not_a_number_are_tamed(tmp_path: Path) -> None:
    samples = np.array([0.5, 3.0, -3.0, np.nan, np.inf] * 400, dtype=np.float32)
    path = encode(tmp_path / "a.wav", samples[np.newaxis], 16_000, "pcm_f32le", "flt")
    heard = read_clip(path).samples
    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0


@settings(deadline=None, max_examples=20)
@given(block_s=st.floats(0.01, 3.0))
def test_blocks_are_whole_and_together_the_file(
    tmp_path_factory: pytest.TempPathFactory, block_s: float
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "a.wav"
    with WavWriter(path) as writer:
        writer.write(noise(1.7))
    blocks = list(read_blocks(path, block_s))
    assert {len(block) for block in blocks[:-1]} <= {round(block_s * SAMPLE_RATE_HZ)}
    assert sum(map(len, blocks)) == round(1.7 * SAMPLE_RATE_HZ)
    np.testing.assert_array_equal(np.concatenate(blocks), read_clip(path).samples)


def no_file(folder: Path) -> Path:
    return folder / "missing.wav"


def empty(folder: Path) -> Path:
    (folder / "empty.wav").touch()
    return folder / "empty.wav"


def text(folder: Path) -> Path:
    (folder / "notes.wav").write_text("Not a sound at all. " * 200)
    return folder / "notes.wav"


def header_only(folder: Path) -> Path:
    WavWriter(folder / "header.wav").close()
    return folder / "header.wav"


def half_header(folder: Path) -> Path:
    WavWriter(folder / "half.wav").close()
    os.truncate(folder / "half.wav", 20)
    return folder / "half.wav"


def device(folder: Path) -> Path:
    return Path("/dev/zero")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (no_file, "No file"),
        (lambda folder: folder, "is a folder"),
        (empty, "is empty"),
        (text, "is not sound that can be read"),
        (header_only, "nothing in it could be decoded"),
        (half_header, "is not sound that can be read"),
        (lambda folder: write_video(folder / "film.mp4"), "holds no sound, only video"),
        pytest.param(device, "not a file", marks=pytest.mark.skipif(os.name == "nt", reason="no /dev here")),
    ],
)
def test_what_is_not_sound_is_refused_with_its_reason(tmp_path: Path, make, says: str) -> None:
    path = make(tmp_path)
    with pytest.raises(AudioFileError, match=says) as caught:
        read_clip(path)
    assert str(path) in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may not read everything")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(0.2)[np.newaxis], 16_000, "pcm_s16le", "s16")
    path.chmod(0)
    with pytest.raises(AudioFileError, match="cannot be opened"):
        read_clip(path)


@pytest.mark.parametrize("name", ["list.m3u8", "list.wav"])
def test_a_playlist_reaches_no_host_and_no_other_file(tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        playlist = tmp_path / name
        playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{address}\n#EXT-X-ENDLIST\n")
        with pytest.raises(AudioFileError, match="not sound"):
            read_clip(playlist)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.mp3", "a.ogg"])
def test_a_truncated_file_gives_what_is_there_and_says_so(tmp_path: Path, name: str) -> None:
    codec, kind = {"wav": ("pcm_s16le", "s16"), "flac": ("flac", "s16"), "mp3": ("libmp3lame", "fltp"),
                   "ogg": ("flac", "s16")}[name[2:]]  # fmt: skip
    path = encode(tmp_path / name, noise(6.0)[np.newaxis], 16_000, codec, kind)
    os.truncate(path, path.stat().st_size // 2)
    warnings: list[str] = []
    heard = sum(len(block) for block in read_blocks(path, on_warning=warnings.append)) / SAMPLE_RATE_HZ
    assert 2.0 <= heard <= 3.5  # Ogg comes in pages of up to a second.
    if name != "a.ogg":  # An Ogg file names its length nowhere but at its end.
        assert len(warnings) == 1
        assert "cut off" in warnings[0]


def test_a_damaged_file_gives_the_rest_and_says_so(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.m4a", noise(6.0, rate_hz=44_100)[np.newaxis], 44_100, "aac", "fltp")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = bytes([255]) * 3000
    path.write_bytes(data)
    warnings: list[str] = []
    heard = sum(len(block) for block in read_blocks(path, on_warning=warnings.append)) / SAMPLE_RATE_HZ
    assert heard > 4.5
    assert "damaged" in warnings[0]


def test_a_good_file_warns_of_nothing_and_is_left_as_it_was(tmp_path: Path) -> None:
    for name, rate_hz, codec, sample_format in FORMATS:
        path = encode(tmp_path / name, noise(2.0, rate_hz=rate_hz)[np.newaxis], rate_hz, codec, sample_format)
        before = path.read_bytes()
        warnings: list[str] = []
        assert list(read_blocks(path, on_warning=warnings.append))
        assert not warnings, name
        assert path.read_bytes() == before


def test_an_hour_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    minute = noise(60.0)
    with WavWriter(path) as writer:
        for _ in range(60):
            writer.write(minute)
    probe = (
        "import sys, resource; from voicedrill.audio.files import read_blocks\n"
        "start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "seconds = sum(len(block) for block in read_blocks(sys.argv[1])) / 16000\n"
        "print(round(seconds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start)"
    )
    done = subprocess.run([sys.executable, "-c", probe, path], capture_output=True, text=True, check=True)
    seconds, grown_kb = map(int, done.stdout.split())
    assert seconds == 3600
    assert grown_kb < 100_000, "the hour is 230 MB as float32"


def test_nothing_is_printed_about_bad_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(AudioFileError):
        read_clip(text(tmp_path))
    assert capfd.readouterr() == ("", "")


# -- Writing -------------------------------------------------------------------------------------------


def read_wav(path: Path) -> tuple[int, int, int, bytes]:
    with wave.open(str(path)) as file:
        return (
            file.getnchannels(), file.getsampwidth(), file.getframerate(), file.readframes(file.getnframes()),
        )  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.floats(-2, 2, width=32), max_size=50), max_size=6))
def test_the_file_is_whole_after_every_write(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[list[float]]
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    written: list[float] = []
    with WavWriter(path) as writer:
        for block in blocks:
            writer.write(np.array(block, dtype=np.float32))
            written += block
            channels, width, rate, data = read_wav(path)
            assert (channels, width, rate) == (1, 2, 16_000)
            assert writer.duration_s == len(written) / 16_000
            back = np.frombuffer(data, "<i2") / 32767
            np.testing.assert_allclose(back, np.clip(written, -1, 1), atol=1 / 32767)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AudioFileError, match="cannot be written"):
        WavWriter(tmp_path / "file" / "answer.wav")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_clear_error() -> None:
    with pytest.raises(AudioFileError, match="No space left"):
        WavWriter(Path("/dev/full"))


def test_reading_while_another_thread_writes_gives_a_valid_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with WavWriter(path) as writer:
        writer.write(noise(0.1))
        thread = threading.Thread(target=lambda: [writer.write(noise(0.01)) for _ in range(200)])
        thread.start()
        while thread.is_alive():
            assert read_clip(path).duration_s >= 0.1
        thread.join()
