"""What a session is made of: its states, what can happen in it, what it asks to be done. Values only."""

from dataclasses import dataclass, replace
from typing import Literal

from voicedrill.recording import EndedBy

Action = Literal["go", "redo", "skip", "hear", "pause", "quit", "correct", "undo"]
Outcome = Literal["next", "again", "skip", "quit"]
#: The speaker's own opinion of an answer, from 1 (poor) to 4 (strong).
Rating = Literal[1, 2, 3, 4]
LONGEST_HOLD_S = 4.0


@dataclass(frozen=True)
class Rules:
    """What does not change during a question. Seconds.

    ``wait_s``: how long to wait for the first word. ``has_keys``: somebody can choose; without, every choice
    is made by going on. ``has_voice``: the question can be read aloud. ``can_correct``: verdicts can be.
    ``can_rate``: the speaker is asked for a rating before the report is seen. ``reveals``: the report is seen
    at all. ``can_redo``: after the report the same question may be answered again. ``limit_shown_s``: so long
    before the time limit a countdown to it appears.
    """

    think_s: float = 10.0
    end_silence_s: float = 2.5
    max_s: float = 600.0
    wait_s: float = 20.0
    has_keys: bool = True
    has_voice: bool = True
    can_correct: bool = True
    can_rate: bool = True
    reveals: bool = True
    can_redo: bool = True
    limit_shown_s: float = 30.0

    @property
    def hold_s(self) -> float:
        """How much longer a silence may be, once, when the last words promise more: as long again."""
        return min(self.end_silence_s, LONGEST_HOLD_S)


# -- States --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """The question is being read aloud."""


@dataclass(frozen=True)
class Thinking:
    """Time to think before the answer; ``left_s`` runs down."""

    left_s: float


@dataclass(frozen=True)
class Recording:
    """The answer is being recorded. ``recorded_s``: seconds of sound; the rest as in `Heard`."""

    recorded_s: float = 0.0
    heard_speech: bool = False
    silence_s: float = 0.0
    ends_in_s: float | None = None
    held: bool = False

    def rested(self) -> "Recording":
        """This recording after a pause: the silence before it counts no more."""
        return replace(self, silence_s=0.0, ends_in_s=None, held=False)


@dataclass(frozen=True)
class Paused:
    """The recording rests. ``reading``: because something is said to the speaker, such as the question again;
    it goes on when that is over.
    """

    recording: Recording
    reading: bool = False


@dataclass(frozen=True)
class Unheard:
    """The recording is over and no speech was heard in it."""

    ended_by: EndedBy


@dataclass(frozen=True)
class Reporting:
    """The report is being made. ``awaits_rating``: it is not shown before the speaker has rated the answer,
    or would not; ``is_made``: it waits for that. ``rating``: the one that was given.
    """

    ended_by: EndedBy
    awaits_rating: bool = False
    is_made: bool = False
    rating: Rating | None = None


@dataclass(frozen=True)
class Reviewing:
    """The report stands on the screen. ``corrected``: a correction of it can be undone."""

    corrected: bool = False


@dataclass(frozen=True)
class Correcting:
    """A verdict of the report is being corrected, or a correction undone."""


@dataclass(frozen=True)
class Done:
    """The question is over."""

    outcome: Outcome


State = Asking | Thinking | Recording | Paused | Unheard | Reporting | Reviewing | Correcting | Done


# -- Events --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """Somebody pressed a key."""

    action: Action


@dataclass(frozen=True)
class Rated:
    """The speaker says how the answer went."""

    rating: Rating


@dataclass(frozen=True)
class Tick:
    """Time went by: ``elapsed_s`` since the tick before."""

    elapsed_s: float


@dataclass(frozen=True)
class Played:
    """What was being read aloud has been read to its end. ``problem``: why it could not be."""

    problem: str | None = None


@dataclass(frozen=True)
class Heard:
    """A block of sound was recorded.

    ``recorded_s``: length of the recording with it. ``heard_speech``: at any time in this recording.
    ``silence_s``: since the last speech, or since the recording began or went on. ``ends_in_s``: until the
    silence ends it, None while no speech was heard. ``ended``: the endpointer takes the answer to be over.
    ``held``: it would be, had the last words not promised more.
    """

    recorded_s: float
    heard_speech: bool
    silence_s: float
    ends_in_s: float | None = None
    ended: bool = False
    held: bool = False


@dataclass(frozen=True)
class Interjected:
    """The interviewer breaks in with ``text``."""

    text: str


@dataclass(frozen=True)
class SoundOver:
    """No more sound will come: a file's end, or a device that went away."""

    ended_by: EndedBy


@dataclass(frozen=True)
class Reported:
    """The report is there."""


@dataclass(frozen=True)
class Corrected:
    """The correcting is over. ``undoable``: there are corrections that can be undone."""

    undoable: bool


Event = Key | Rated | Tick | Played | Heard | Interjected | SoundOver | Reported | Corrected


# -- Commands ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadQuestion:
    """Read the question aloud, from its start."""


@dataclass(frozen=True)
class Say:
    """Say ``text`` aloud and on the screen."""

    text: str


@dataclass(frozen=True)
class StopReading:
    """Stop what is being read aloud."""


@dataclass(frozen=True)
class StartRecording:
    """Open the microphone and put its sound on disk, in a new attempt."""


@dataclass(frozen=True)
class PauseRecording:
    """Let the recording rest."""


@dataclass(frozen=True)
class ResumeRecording:
    """Let the recording go on; what was silent before counts no more."""


@dataclass(frozen=True)
class StopRecording:
    """End the recording."""

    ended_by: EndedBy


@dataclass(frozen=True)
class DiscardRecording:
    """End the recording if it runs, and throw the attempt away."""


@dataclass(frozen=True)
class MakeReport:
    """Make the report of the recording."""


@dataclass(frozen=True)
class ShowReport:
    """Keep the report, and show it if it is to be seen. ``rating``: what the speaker gave before."""

    rating: Rating | None = None


@dataclass(frozen=True)
class CorrectReport:
    """Let a verdict of the report be corrected, and judge again."""


@dataclass(frozen=True)
class UndoCorrection:
    """Take the last correction back, and judge again."""


Command = (
    ReadQuestion
    | Say
    | StopReading
    | StartRecording
    | PauseRecording
    | ResumeRecording
    | StopRecording
    | DiscardRecording
    | MakeReport
    | ShowReport
    | CorrectReport
    | UndoCorrection
)
Step = tuple[State, tuple[Command, ...]]
