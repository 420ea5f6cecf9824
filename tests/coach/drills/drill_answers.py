"""Answers to drills as they are spoken: words at an even pace, assessed as a session would."""

from functools import cache

from voicedrill.assessment import assess
from voicedrill.coach.drills.model import DrillItem, Said
from voicedrill.decks.find import find_deck
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

#: 150 words a minute.
WORD_S = 0.4


@cache
def deck(name: str) -> Deck:
    return load_deck(find_deck(name))


def transcript(text: str, first_word_s: float = 0.8, word_s: float = WORD_S) -> Transcript:
    words = tuple(
        Word(word, round(first_word_s + n * word_s, 3), round(first_word_s + (n + 0.9) * word_s, 3))
        for n, word in enumerate(text.split())
    )
    return Transcript("scripted", None, text, "aligned", words)


def said(item: DrillItem, text: str, first_word_s: float = 0.8, word_s: float = WORD_S) -> Said:
    spoken = transcript(text, first_word_s, word_s)
    return Said(item, spoken, assess(item.question, spoken, None))
