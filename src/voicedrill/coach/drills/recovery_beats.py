"""Where an answer to what one cannot know pauses, owns it, reasons, and comes back to firm ground.

A step is there when a clause is worded like it, or when the general judge of beats found it: that judge gives
a sentence to one beat only, and here one sentence often takes two steps.
"""

import re
from collections.abc import Sequence

from voicedrill.coach.drills.clauses import clauses
from voicedrill.coach.drills.common import first_span
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.results import BeatVerdict
from voicedrill.timing import Word
from voicedrill.transcript import Quote

BEATS = ("pause", "acknowledge", "reason", "anchor")


def _holds(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_WORDED = {
    "pause": _holds(
        "let me (?:think|see|take|consider)|give me (?:a|one)|bear with me|one moment",
        "just a (?:moment|second)",
        r"(?:good|interesting|hard|tough|tricky|great) (?:question|one)|think about (?:that|this|it) for",
    ),
    "acknowledge": _holds(
        "no idea|not (?:entirely |completely |really )?(?:sure|certain)",
        "do not (?:actually )?(?:know|have (?:that|the|a) )",
        "have (?:not|never) (?:had|done|built|used|seen|come|worked|needed|thought|looked)",
        "have (?:not|never) (?:heard|met|been|dealt|run)",
        "(?:can|could) not (?:tell|say|give|know)|beyond (?:me|what i)|outside (?:my|what i)",
        "never (?:had|did|built|used)",
        "nobody (?:knows|could)|hard to (?:know|say)|not familiar|off the top of my head",
        "i would be guessing",
    ),
    "reason": _holds(
        "i would (?:expect|guess|assume|imagine|think|say|start|begin|reason|split|break)",
        "i would (?:estimate|suspect|bet|suppose)",
        "my (?:guess|hunch|first guess|instinct|assumption)",
        "i (?:assume|suppose|imagine|suspect|expect|presume)",
        "(?:must|has to|have to|would need to|should) (?:be|have|mean|come|go|depend)",
        "think(?:ing)? (?:it through|aloud|out loud)|from first principles",
        "let us (?:say|assume|suppose)|suppose",
        "so (?:that|it) (?:would|must|should|probably|makes|comes|gives)",
        "which (?:would|suggests|means)|depends on",
    ),
    "anchor": _holds(
        "what i (?:do|can) (?:know|say)|i (?:do )?know (?:that|how|from)",
        "(?:the|my) (?:closest|nearest)|remind(?:s|ed) me",
        "(?:at|in|on) (?:my|our) (?:last|current|old|previous|first|own|team|company)",
        "i would (?:check|ask|look|find|measure|test|read|verify|count|try|confirm)",
        "i would want to (?:see|measure|check)",
        "i have (?:used|seen|done|worked|built|run|read|written|had)|the documentation|the docs",
        "same (?:sort|kind) of",
        r"similar|to (?:check|verify|confirm|be sure)|in our \w+",
        "when (?:i|we) (?:had|built|ran|moved|did|worked)",
    ),
}


def recovery_beats(words: Sequence[Word], verdicts: Sequence[BeatVerdict]) -> dict[str, Quote | None]:
    """Where each step begins, in the order of the framework; None where it is not there."""
    answer = prepare(words)
    told = clauses(answer)
    found: dict[str, Quote | None] = {}
    for beat in BEATS:
        clause = next((clause for clause in told if _WORDED[beat].search(clause.text)), None)
        worded = None if clause is None else answer.quote(clause.first, clause.last)
        found[beat] = worded or first_span(verdicts, beat)
    return found
