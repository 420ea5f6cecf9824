"""The kinds of drill by name: one line of help, how it is built, how it is scored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voicedrill.coach.drills import ask_them, bridge, facts, pay, pitch, rapid, recovery
from voicedrill.coach.drills.model import Drill, DrillResult, KindName, Options, Said
from voicedrill.decks.model import Deck


@dataclass(frozen=True)
class DrillKind:
    """One kind. ``unit``: what its items are called when they are counted."""

    name: KindName
    help: str
    unit: str
    build: Callable[[Deck, Options], Drill]
    score: Callable[[Sequence[Said]], DrillResult]


KINDS: dict[str, DrillKind] = {
    kind.name: kind
    for kind in (
        DrillKind(
            "pitch",
            "Your pitch against the clock, three tries: 30 s, or two minutes.",
            "pitch",
            pitch.build,
            pitch.score,
        ),
        DrillKind(
            "bridge",
            "Over a gap: acknowledge, pivot, evidence.",
            "gap",
            bridge.build,
            bridge.score,
        ),
        DrillKind(
            "recovery",
            "When you do not know: pause, acknowledge, reason, anchor.",
            "question",
            recovery.build,
            recovery.score,
        ),
        DrillKind(
            "rapid",
            "Twenty questions, 20 s each, first sentence only.",
            "question",
            rapid.build,
            rapid.score,
        ),
        DrillKind(
            "facts",
            "The numbers of your own stories, from memory.",
            "fact",
            facts.build,
            facts.score,
        ),
        DrillKind(
            "ask-them",
            "Your questions for each interviewer.",
            "interviewer",
            ask_them.build,
            ask_them.score,
        ),
        DrillKind(
            "pay",
            "What you say about pay: calm, short, no apology.",
            "question",
            pay.build,
            pay.score,
        ),
    )
}


def own_items(kind: DrillKind, deck: Deck) -> int:
    """How many items of that kind the deck has; 0 when only general ones could be asked, or none."""
    from voicedrill.errors import UsageError

    try:
        return kind.build(deck, Options()).own
    except UsageError:
        return 0
