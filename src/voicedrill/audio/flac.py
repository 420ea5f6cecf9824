"""Recordings made smaller without losing anything: FLAC, by FFmpeg."""

import os
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_blocks
from voicedrill.errors import AudioFileError

_SCALE = 32768


def compress(source: Path, target: Path) -> None:
    """Write the sound of ``source`` (16 kHz, mono, 16 bit) to ``target`` as FLAC, for its owner alone.

    It is compared sample by sample and moved into its place only when nothing is missing; ``source`` stays.
    Raises AudioFileError, and then leaves ``target`` as it was.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _encode(source, beside)
        if not _same_sound(source, beside):
            raise AudioFileError(f"{source} could not be compressed: not all of its sound came through.")
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise AudioFileError(f"{source} could not be compressed: {error.strerror or error}.") from error
    finally:
        beside.unlink(missing_ok=True)


def _encode(source: Path, target: Path) -> None:
    import av

    try:
        with av.open(str(target), "w", format="flac") as container:
            stream = container.add_stream("flac", rate=SAMPLE_RATE_HZ)
            stream.format, stream.layout = "s16", "mono"
            at = 0
            for block in read_blocks(source):
                frame = av.AudioFrame.from_ndarray(_whole(block)[np.newaxis], format="s16", layout="mono")
                frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, at
                at += len(block)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except av.FFmpegError as error:
        raise AudioFileError(f"{source} could not be compressed: {error}.") from error


def _whole(block: Samples) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """The samples as the file has them, whole numbers of 16 bits."""
    return np.clip(np.round(block * _SCALE), -_SCALE, _SCALE - 1).astype(np.int16)


def _same_sound(one: Path, other: Path) -> bool:
    blocks = zip(chain(read_blocks(one), repeat(None)), chain(read_blocks(other), repeat(None)), strict=False)
    for mine, theirs in blocks:
        if mine is None or theirs is None:
            return mine is theirs
        if len(mine) != len(theirs) or not np.array_equal(_whole(mine), _whole(theirs)):
            return False
    return True
