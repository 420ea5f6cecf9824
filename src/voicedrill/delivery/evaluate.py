"""How an answer was said: every metric of this package, put together.

Conventions: seconds from the start of the recording, rates per minute, pitch in Hz and semitones. What has no
value (no words, no times, no sound) is None or empty, never 0. Formulas and sources: docs/metrics.md.
"""

from voicedrill.decks.model import Question
from voicedrill.delivery import length, pace, rate, recital, voice, wording
from voicedrill.delivery.fillers import (
    discourse_fillers_per_min,
    filled_pause_spans,
    filled_pauses_per_min,
    find_fillers,
)
from voicedrill.delivery.pauses import silent_pauses
from voicedrill.delivery.results import Delivery
from voicedrill.delivery.words import answer_span, spoken_words
from voicedrill.recording import SoundMeasures
from voicedrill.timing import TimeSpan
from voicedrill.transcript import Transcript


def evaluate(transcript: Transcript, sound: SoundMeasures | None, question: Question | None) -> Delivery:
    """Judge the delivery of one answer. ``sound`` None: a transcript was given, not a recording."""
    words = transcript.words
    word_count = len(spoken_words(words))
    answer = answer_span(transcript)
    answer_s = answer.duration_s if answer else None
    fillers = find_fillers(transcript)
    pauses = silent_pauses(transcript, sound, filled_pause_spans(fillers))
    # A pause between an um and the first word is one, but lies before the answer's first word.
    silent_s = sum(answer.overlap_s(TimeSpan(pause.start, pause.end)) for pause in pauses) if answer else 0.0
    phonation_s = answer_s - silent_s if answer_s is not None else None
    return Delivery(
        first_word_s=answer.start if answer else None,
        answer_s=answer_s,
        phonation_s=phonation_s,
        word_count=word_count,
        length=length.evaluate(answer_s, question),
        speech_rate_wpm=rate.speech_rate(word_count, answer_s),
        articulation_rate_wpm=rate.articulation_rate(word_count, phonation_s),
        pace=pace.evaluate(words),
        pauses=pauses,
        fillers=fillers,
        filled_pauses_per_min=filled_pauses_per_min(transcript, fillers, answer_s),
        discourse_fillers_per_min=discourse_fillers_per_min(fillers, answer_s),
        voice=voice.evaluate(sound),
        wording=wording.evaluate(words),
        recital=recital.evaluate(words, question.said_script if question else None),
    )
