"""The rounds of an interview: as the deck describes them, else the usual ones for the kinds it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.decks.model import Deck, Kind, Question, Round

#: Questions of a round that does not say how many, and the minutes of one that does not say how long.
USUAL_QUESTIONS = 4
USUAL_MINUTES = (30.0, 45.0)

#: What a loop usually holds, in its usual order. Minutes and kinds: this project's choice (docs/mock.md).
STANDARD_ROUNDS = (
    Round("recruiter", "Recruiter screen", (20, 30), ("pitch", "compensation", "gap"), 3),
    Round("manager", "Hiring manager", (30, 45), ("pitch", "behavioural", "gap", "curveball"), 4),
    Round("technical", "Technical interview", (45, 60), ("technical", "coding"), 4),
    Round("system-design", "System design", (45, 60), ("system-design",), 2),
    Round("cross-functional", "Cross-functional partners", (30, 45), ("behavioural", "technical"), 3),
    Round("culture", "Culture interview", (30, 45), ("culture", "behavioural", "curveball"), 4),
)

#: Who sits opposite -> words by which a round's name, or a deck's closing question, tells so.
_INTERVIEWERS: dict[str, tuple[str, ...]] = {
    "recruiter": ("recruiter", "phone", "telephone", "screen", "first call", "talent"),
    "executive": ("executive", "director", "head of", "vice president", "vp", "chief", "founder"),
    "partner": ("partner", "cross-functional", "stakeholder", "model"),
    "manager": ("manager", "lead this team", "boss", "hiring"),
    "peer": ("peer", "colleague", "team", "technical", "coding", "system design", "engineer"),
}
#: Questions of such a role suit every role.
_ANYONE = frozenset({"", "anyone"})


def loop_of(deck: Deck) -> tuple[Round, ...]:
    """The rounds to hold: the deck's own, else those of the usual ones that its questions can fill."""
    if deck.rounds:
        return deck.rounds
    kinds = {question.kind for question in deck.questions}
    # A round that would only repeat the questions of others is left out: its first kind is what it is for.
    rounds = tuple(stage for stage in STANDARD_ROUNDS if kinds & set(_essential(stage)))
    return rounds or (Round("interview", "Interview", USUAL_MINUTES, tuple(sorted(kinds - {"ask-them"}))),)


def _essential(stage: Round) -> tuple[Kind, ...]:
    return ("behavioural",) if stage.id in ("manager", "cross-functional") else stage.kinds[:1]


def find_round(deck: Deck, name: str) -> Round | None:
    """The round of that id or name, of the deck or a usual one; a part of the name is enough if it is
    the only such round. None when there is none.
    """
    wanted = _bare(name)
    known = rounds_known(deck)
    exact = [stage for stage in known if wanted in (_bare(stage.id), _bare(stage.name))]
    near = [stage for stage in known if wanted and wanted in _bare(stage.name)]
    if exact:
        return exact[0]
    return near[0] if len(near) == 1 else None


def rounds_known(deck: Deck) -> tuple[Round, ...]:
    """All rounds that can be asked for by name: the deck's own before the usual ones."""
    taken = {_bare(stage.id) for stage in deck.rounds} | {_bare(stage.name) for stage in deck.rounds}
    usual = [s for s in STANDARD_ROUNDS if _bare(s.id) not in taken and _bare(s.name) not in taken]
    return (*deck.rounds, *usual)


def _bare(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


@dataclass(frozen=True)
class Casting:
    """The role that the questions are for, and the others that the deck has questions for."""

    role: str | None
    others: tuple[str, ...]


def cast(questions: Sequence[Question], wanted: str | None = None) -> Casting:
    """Which role is interviewed for: the one wanted, else the one with the most questions.

    A deck for one role gives (None, ()). Raises KeyError when the deck knows no such role.
    """
    counts: dict[str, int] = {}
    for question in questions:
        if question.role is not None and question.role.lower() not in _ANYONE:
            counts[question.role] = counts.get(question.role, 0) + 1
    if wanted is not None:
        role = next((role for role in counts if role.lower() == wanted.lower()), None)
        if role is None:
            raise KeyError(wanted)
    elif len(counts) < 2:
        return Casting(None, ())
    else:
        role = max(counts, key=lambda each: counts[each])  # the first of equals
    return Casting(role, tuple(sorted(set(counts) - {role})))


def is_for(question: Question, role: str | None) -> bool:
    """Whether a question suits somebody of that role."""
    own = (question.role or "").lower()
    return role is None or own in _ANYONE or own == role.lower()


def interviewer_of(text: str) -> str | None:
    """Who asks, as the words tell: recruiter, executive, partner, manager or peer; None when they do not."""
    low = f" {_bare(text)} "
    return next(
        (who for who, cues in _INTERVIEWERS.items() if any(f" {_bare(cue)}" in low for cue in cues)), None
    )


def closing_question(deck: Deck, stage: Round, role: str | None, used: frozenset[str]) -> Question | None:
    """The deck's question that invites the candidate's own, for the interviewer of that round.

    One for the same interviewer, else one for anybody, else any; one that was not asked before, if there is.
    """
    own = [q for q in deck.questions if q.kind == "ask-them" and q.points and is_for(q, role)]
    who = interviewer_of(f"{stage.id} {stage.name}")

    def fit(question: Question) -> tuple[bool, int]:
        asker = interviewer_of(f"{question.id} {question.ask}")
        return question.id in used, 0 if asker == who and who else 1 if asker is None else 2

    return min(own, key=fit, default=None)
