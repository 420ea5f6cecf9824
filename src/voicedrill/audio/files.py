"""Sound files: what FFmpeg reads comes in as 16 kHz mono; recordings go out as wav that no kill can break."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Clip, Samples, joined
from voicedrill.errors import AudioFileError

if TYPE_CHECKING:
    import av

#: What may be opened. Playlists and streams are left out: they would make FFmpeg open other files and hosts.
_FORMATS = "wav,w64,aiff,au,caf,flac,mp3,aac,ac3,amr,ape,wv,tta,ogg,mov,mp4,matroska,webm,avi,asf,flv,mpegts"
#: A file that holds this much less than it promises was cut off.
_CUT_OFF_S = 0.5
_CUT_OFF_SHARE = 0.02


def read_blocks(
    path: Path | str, block_s: float = 1.0, on_warning: Callable[[str], None] | None = None
) -> Iterator[Samples]:
    """The sound of a file as 16 kHz mono blocks of ``block_s`` seconds; the last one may be shorter.

    Several channels become their mean. At no time is more than a few blocks in memory. ``on_warning`` is
    told, at the end, when the file was cut off or partly damaged; what could be read has then been given.

    Raises AudioFileError, at the first block, when the file is missing, empty, not sound or holds none.
    """
    path = Path(path)
    size = max(1, round(block_s * SAMPLE_RATE_HZ))
    pending: list[Samples] = []
    held = 0
    for piece in _pieces(path, on_warning or (lambda _: None)):
        pending.append(piece)
        held += len(piece)
        if held >= size:
            block = joined(pending)
            whole = held - held % size
            yield from np.split(block[:whole], whole // size)
            pending, held = [block[whole:]], held - whole
    if held:
        yield joined(pending)


def read_clip(path: Path | str) -> Clip:
    """A whole file in memory, 16 kHz mono. Raises AudioFileError as `read_blocks` does."""
    return Clip(joined(read_blocks(path)))


def _pieces(path: Path, on_warning: Callable[[str], None]) -> Iterator[Samples]:
    import av

    _check_is_file(path)
    seconds, damaged = 0.0, 0
    try:
        with av.open(
            str(path),
            metadata_errors="ignore",
            options={"format_whitelist": _FORMATS, "protocol_whitelist": "file"},
        ) as container:
            if not container.streams.audio:
                raise AudioFileError(f"{path} holds no sound, only {_kinds(container)}.")
            stream = container.streams.audio[0]
            promised_s = _promised_s(stream, container)
            decoder = _Decoder()
            packets = container.demux(stream)
            while (packet := _next(packets)) is not None:
                try:
                    frames = packet.decode()
                except av.FFmpegError:
                    damaged += 1
                    continue
                for piece in decoder.samples(frames):
                    seconds += len(piece) / SAMPLE_RATE_HZ
                    yield piece
            for piece in decoder.rest():
                seconds += len(piece) / SAMPLE_RATE_HZ
                yield piece
    except (av.FFmpegError, OSError) as error:
        raise AudioFileError(
            f"{path} is not sound that can be read ({_reason(error)}). Use wav, flac, mp3, m4a, ogg or webm."
        ) from error
    if not seconds:
        raise AudioFileError(f"{path} holds no sound: nothing in it could be decoded.")
    if promised_s is not None and promised_s - seconds > max(_CUT_OFF_S, _CUT_OFF_SHARE * promised_s):
        on_warning(f"{path.name} is cut off: {seconds:.1f} s of {promised_s:.1f} s could be read.")
    elif _is_short_riff(path):
        on_warning(f"{path.name} is cut off: only its first {seconds:.1f} s are there.")
    elif damaged:
        on_warning(f"{path.name} is damaged: {damaged} parts of it could not be decoded and are left out.")


def _check_is_file(path: Path) -> None:
    if not path.exists():
        raise AudioFileError(f"No file {path}.")
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not a file"
        raise AudioFileError(f"{path} is {what}; name a sound file.")
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except OSError as error:
        raise AudioFileError(f"{path} cannot be opened: {error.strerror}.") from error
    if not first:
        raise AudioFileError(f"{path} is empty.")


def _kinds(container: "av.container.InputContainer") -> str:
    return " and ".join(sorted({stream.type for stream in container.streams})) or "something unknown"


def _promised_s(stream: "av.AudioStream", container: "av.container.InputContainer") -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration is not None else None


def _is_short_riff(path: Path) -> bool:
    """Whether a wav is shorter than it says: FFmpeg takes the length that it finds instead."""
    with path.open("rb") as file:
        head = file.read(8)
    says = int.from_bytes(head[4:8], "little")
    unknown = says in (0, 0xFFFFFFFF)
    return head[:4] == b"RIFF" and not unknown and path.stat().st_size < says + 8


def _next(packets: "Iterator[av.Packet]") -> "av.Packet | None":
    """The next packet; None at the end, also at one that comes too early because the file was cut off."""
    import av

    try:
        return next(packets, None)
    except av.FFmpegError:
        return None


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()


class _Decoder:
    """Decoded frames of any rate, layout and sample format -> mono float32 at 16 kHz."""

    def __init__(self) -> None:
        self._kind: tuple[object, ...] | None = None
        self._resampler: av.AudioResampler | None = None

    def samples(self, frames: "list[av.AudioFrame]") -> Iterator[Samples]:
        import av

        for frame in frames:
            kind = (frame.format.name, frame.layout.name, frame.sample_rate)
            if kind != self._kind:  # At the start, and in streams that change on their way.
                yield from self.rest()
                self._kind = kind
                # Channels are kept here and averaged below: FFmpeg's own mix would not be their mean.
                self._resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE_HZ)
            frame.pts = None  # Broken time stamps would become gaps.
            assert self._resampler is not None
            yield from map(_mono, self._resampler.resample(frame))

    def rest(self) -> Iterator[Samples]:
        if self._resampler is not None:
            yield from map(_mono, self._resampler.resample(None))
        self._resampler = None


def _mono(frame: "av.AudioFrame") -> Samples:
    mean: Samples = frame.to_ndarray().mean(axis=0, dtype=np.float32)
    return np.clip(np.nan_to_num(mean, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)


_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


class WavWriter:
    """A wav file, 16 kHz mono 16 bit, that opens whatever becomes of the program that writes it.

    Every write hands the sound to the operating system first and corrects the header after it, so a killed
    process loses only what it never passed to `write`.

    Raises AudioFileError when the file cannot be created or written, for example on a full disk.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._data_bytes = 0
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("wb", buffering=0)
        except OSError as error:
            raise self._problem(error) from error
        try:
            self._write_at(0, self._header())
        except AudioFileError:
            self._file.close()
            raise

    @property
    def duration_s(self) -> float:
        """Seconds written so far."""
        return self._data_bytes / 2 / SAMPLE_RATE_HZ

    def write(self, samples: Samples) -> None:
        """Append samples; those beyond full scale are clipped. Raises AudioFileError."""
        if not len(samples):
            return
        data = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()
        self._write_at(_HEADER.size + self._data_bytes, data)
        self._data_bytes += len(data)
        self._write_at(0, self._header())

    def close(self) -> None:
        """Close the file; it is complete already."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _header(self) -> bytes:
        size, rate = self._data_bytes, SAMPLE_RATE_HZ
        return _HEADER.pack(
            *(
                b"RIFF",
                _HEADER.size - 8 + size,
                b"WAVE",
                b"fmt ",
                16,
                1,
                1,
                rate,
                2 * rate,
                2,
                16,
                b"data",
                size,
            )
        )

    def _write_at(self, offset: int, data: bytes) -> None:
        rest = memoryview(data)
        try:
            self._file.seek(offset)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise self._problem(error) from error

    def _problem(self, error: OSError) -> AudioFileError:
        return AudioFileError(f"The recording cannot be written to {self.path}: {error.strerror or error}.")
