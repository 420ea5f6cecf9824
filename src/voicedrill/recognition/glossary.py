"""Puts a deck's terms where the recogniser wrote what sounds like them: "item potency" -> "idempotency".

The raw words stay beside the term in a `Repair`. Ordinary words are left alone:

- a single word that the dictionary knows stays ("coffee", "doctor", "cash"), however near a term it sounds;
- a term, or a way to say it, of several dictionary words ("time to live") is matched by its words only;
- letters and numbers are never taken for others: "SLA" is not SLO, "p ninety five" is not p99;
- words with a pause, a filled pause, a sign or an "and" between them are not one term;
- another form of the term ("idempotent" for "idempotency", "Kafka's") stays;
- words that end in a verb such as "is" stay when the sentence goes on as after a verb: "red is my favourite",
  unless what stands before calls for a noun: "cached in red is the whole time".

A deck's author who wants an ordinary word turned into a term says so: ``{term: cache, say: [cash]}``.
Without the dictionary (no pocketsphinx) nothing is matched by sound, only by the deck's own ``say``.
"""

import re
from collections.abc import Sequence

from voicedrill.decks.model import GlossaryTerm
from voicedrill.recognition.term_matching import Match, TermMatcher
from voicedrill.timing import Word
from voicedrill.transcript import Repair


def repair(
    words: Sequence[Word], terms: Sequence[GlossaryTerm]
) -> tuple[tuple[Word, ...], tuple[Repair, ...]]:
    """``words`` with the deck's terms in them, and what was replaced.

    A term of several words gives several; they share the time of those that they replace by their length, and
    carry the lowest probability among them. Signs before and behind are kept.
    """
    repaired: list[Word] = []
    repairs: list[Repair] = []
    at = 0
    for match in _without_overlaps(TermMatcher(terms).matches(words)):
        repaired.extend(words[at : match.first])
        raw = words[match.first : match.last + 1]
        put = _put(match.term, raw)
        repairs.append(
            Repair(
                raw=" ".join(word.text for word in raw),
                term=match.term,
                start=raw[0].start,
                end=raw[-1].end,
                first=len(repaired),
                last=len(repaired) + len(put) - 1,
            )
        )
        repaired.extend(put)
        at = match.last + 1
    return (*repaired, *words[at:]), tuple(repairs)


def _without_overlaps(matches: Sequence[Match]) -> list[Match]:
    """The best of those that overlap; of equals the longer, then the earlier."""
    taken: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.score, match.first - match.last, match.first)):
        if all(match.last < other.first or other.last < match.first for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda match: match.first)


def _put(term: str, raw: Sequence[Word]) -> list[Word]:
    pieces = term.split()
    opening = re.match(r"[\"'(\[]*", raw[0].text)
    closing = re.search(r"[.,;:!?)\]\"']*$", raw[-1].text)
    texts = [*pieces]
    texts[0] = (opening[0] if opening else "") + texts[0]
    texts[-1] += closing[0] if closing else ""
    known = [word.probability for word in raw if word.probability is not None]
    probability = min(known) if known else None
    start, end = raw[0].start, raw[-1].end
    if start is None or end is None:
        return [Word(text, None, None, probability) for text in texts]
    ends = [
        start + (end - start) * sum(map(len, pieces[: n + 1])) / sum(map(len, pieces))
        for n in range(len(pieces))
    ]
    ends[-1] = end
    starts = [start, *ends[:-1]]
    return [
        Word(text, begin, stop, probability) for text, begin, stop in zip(texts, starts, ends, strict=True)
    ]
