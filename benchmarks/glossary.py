"""Glossary repair: on sentences written by hand, and on the same sentences said by a synthetic voice.

python benchmarks/glossary.py            the written sentences (a second)
python benchmarks/glossary.py --spoken   also said aloud and heard by the embedded recogniser (a minute)
"""

import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from voicedrill.decks.model import GlossaryTerm
from voicedrill.recognition.glossary import repair
from voicedrill.timing import Word

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "recognition"))
cases: Any = import_module("glossary_cases")

Terms = Sequence[GlossaryTerm]
PARTS: dict[str, tuple[list[tuple[str, str]], list[str], Terms]] = {
    "used to set the thresholds": (cases.POSITIVES[0::2], cases.NEGATIVES[0::2], cases.GLOSSARY),
    "kept out": (cases.POSITIVES[1::2], cases.NEGATIVES[1::2], cases.GLOSSARY),
    "other terms": (cases.FRESH_POSITIVES, cases.FRESH_NEGATIVES, cases.FRESH_GLOSSARY),
}


def repaired(text: str, terms: Terms) -> tuple[str, list[str]]:
    """The text after repair, and the terms that were put in."""
    words, repairs = repair([Word(word, None, None) for word in text.split()], terms)
    return " ".join(word.text for word in words), [made.term for made in repairs]


def written() -> None:
    for name, (positives, negatives, terms) in PARTS.items():
        found = [(right, *repaired(heard, terms)) for heard, right in positives]
        right = sum(text == wanted for wanted, text, _ in found)
        wrong = sum(bool(put) and text != wanted for wanted, text, put in found)
        wrong += sum(bool(repaired(text, terms)[1]) for text in negatives)
        print(
            f"{name}: {right} of {len(positives)} terms found, {wrong} false repairs, "
            f"{len(negatives)} ordinary sentences; precision {right / (right + wrong):.3f}, "
            f"recall {right / len(positives):.3f}"
        )


def spoken(hear: Callable[[str], str]) -> None:
    terms_said = heard_right = repaired_right = wrong = false = ordinary = 0
    for positives, negatives, terms in PARTS.values():
        for sentence in dict.fromkeys(right for _, right in positives):
            said = [term.term for term in terms if _plain(term.term) in _plain(sentence)]
            heard = hear(sentence)
            after, put = repaired(heard, terms)
            terms_said += 1
            heard_right += _plain(said[0]) in _plain(heard)
            repaired_right += _plain(said[0]) in _plain(after)
            wrong += sum(term not in said for term in put)
        for sentence in negatives:
            ordinary += 1
            false += bool(repaired(hear(sentence), terms)[1])
    print(
        f"said by a synthetic voice: of {terms_said} terms the recogniser wrote {heard_right} right, "
        f"after repair {repaired_right}; wrong terms put in: {wrong}; "
        f"ordinary sentences: {ordinary}, changed: {false}"
    )


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " "))


def main() -> None:
    written()
    if "--spoken" in sys.argv[1:]:
        from voicedrill.audio.files import read_clip
        from voicedrill.recognition.base import Hints
        from voicedrill.recognition.moonshine import MoonshineRecogniser
        from voicedrill.voice.speech import render

        recogniser = MoonshineRecogniser()
        spoken(lambda text: recogniser.transcribe(read_clip(render(text)).samples, Hints()).text)


if __name__ == "__main__":
    main()
