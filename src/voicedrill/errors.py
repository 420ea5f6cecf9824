"""The error tree. Every message says what happened, where, and what to do next.

    VoicedrillError                exit code
    ├── UsageError                 2   the command line or a call was wrong
    ├── InputError                 3   an input could not be read
    │   ├── DeckError                  a deck: file, line, what is known
    │   ├── AudioFileError             not sound, empty, truncated
    │   ├── TranscriptError            a transcript file
    │   ├── ImportFileError            a prep document: broken, too large, nothing to ask in it
    │   ├── HistoryError               the history: damaged, too new, in use, not writable, no such answer
    │   └── FolderError                a folder of the user's that cannot be made
    ├── DeviceError                4   microphone or speaker missing, lost, refused
    ├── EngineError                4   a recogniser or its model missing or failing
    │   └── ModelError                 a download broken off, refused, not found
    ├── JudgeError                 4   a judge that reads is missing, failed or answered nonsense
    └── VoiceError                 4   no voice could speak the question

The command line turns them into exit codes; a traceback is a bug.
"""


class VoicedrillError(Exception):
    """Base of all errors that a user may see; ``str(error)`` is the whole message."""

    exit_code = 1


class UsageError(VoicedrillError):
    """The command line, or a call, asked for something that does not exist."""

    exit_code = 2


class InputError(VoicedrillError):
    """An input could not be read."""

    exit_code = 3


class DeckError(InputError):
    """A deck or a question could not be read."""


class AudioFileError(InputError):
    """A sound file could not be read."""


class TranscriptError(InputError):
    """A transcript file could not be read."""


class ImportFileError(InputError):
    """A prep document could not be read, or there is nothing in it to ask."""


class HistoryError(InputError):
    """The history could not be read or written, or does not hold what was asked for."""


class FolderError(InputError):
    """A folder for answers or for what can be made again is not there and cannot be made."""


class DeviceError(VoicedrillError):
    """A microphone or speaker is missing, lost or refused the format."""

    exit_code = 4


class EngineError(VoicedrillError):
    """A recogniser or its model is missing or failed."""

    exit_code = 4


class ModelError(EngineError):
    """A model could not be fetched, found or removed."""


class JudgeError(VoicedrillError):
    """A judge that reads cannot be opened, failed, or gave an answer that is none."""

    exit_code = 4


class VoiceError(VoicedrillError):
    """No voice could turn the question into speech."""

    exit_code = 4
