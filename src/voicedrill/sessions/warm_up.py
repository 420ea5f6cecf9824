"""What the first report of a session would pay for, paid while somebody still speaks: imports and tables."""

import io
import threading
from contextlib import suppress
from pathlib import Path

from voicedrill.decks.model import Deck, Question
from voicedrill.recording import SoundMeasures
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

_SENTENCE = "So we had um 5 users, because I made it, and it was 20% faster."


def warm_up(question: Question, deck: Deck) -> None:
    """Rehearse a report in the background."""
    threading.Thread(target=_try, args=(question, deck), name="warm-up", daemon=True).start()


def rehearse(question: Question, deck: Deck) -> str:
    """A report on a sentence that nobody said, printed for nobody; as JSON."""
    from rich.console import Console

    from voicedrill.recognition.glossary import repair
    from voicedrill.recognition.listener import Listened
    from voicedrill.reports.as_json import to_json
    from voicedrill.reports.terminal import print_report
    from voicedrill.sessions.analyse import report_on

    words = tuple(Word(text, 0.4 * at, 0.4 * at + 0.3) for at, text in enumerate(_SENTENCE.split()))
    repair(words, deck.glossary)
    transcript = Transcript("", None, _SENTENCE, "aligned", words, filled_pauses=())
    sound = SoundMeasures(0.4 * len(words), None, None, 0.0, False, ())
    report = report_on(Listened(transcript, sound, (), 0.0), question, Path())
    print_report(report, Console(file=io.StringIO()))
    return to_json(report)


def _try(question: Question, deck: Deck) -> None:
    with suppress(Exception):  # what is wrong here is told by the report that somebody waits for
        rehearse(question, deck)
