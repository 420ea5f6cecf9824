"""A drill as a script: its items one after the other, and its score when they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voicedrill.assessment import Assessment
from voicedrill.coach.drills.kinds import KINDS
from voicedrill.coach.drills.model import Drill, DrillItem, DrillResult, FactRecall, Said
from voicedrill.decks.model import Deck
from voicedrill.reports.model import Report
from voicedrill.sessions.flow_values import Rules
from voicedrill.sessions.keeping import keep_again
from voicedrill.sessions.script import Answered, Item


@dataclass(frozen=True)
class DrillScript:
    """Asks the items of ``drill``. ``rules``: the session's, which an item's limits narrow.

    ``minutes``: nothing new is asked after so long. ``reveal``: each answer's whole report is shown; else
    only the drill's score is, at its end. ``session``: the name that its answers share.
    """

    drill: Drill
    deck: Deck
    deck_file: Path | None
    rules: Rules
    session: str
    minutes: float | None = None
    reveal: bool = False

    def next(self, so_far: Sequence[Answered], elapsed_s: float) -> Item | None:
        """See `script.Script`."""
        items, at = self.drill.items, len(so_far)
        if at >= len(items) or (self.minutes is not None and at and elapsed_s >= 60 * self.minutes):
            return None
        item = items[at]
        unit = KINDS[self.drill.kind].unit
        return Item(
            item.question,
            self.deck,
            self.deck_file,
            f"{unit[:1].upper()}{unit[1:]} {at + 1} of {len(items)}",
            lead_in=" ".join(filter(None, (self._after(so_far), item.lead_in))) or None,
            reveal=self.reveal,
            rules=self._rules_of(item),
            mode="drill",
            session=self.session,
        )

    def _rules_of(self, item: DrillItem) -> Rules:
        limits = item.limits
        return replace(
            self.rules,
            max_s=limits.max_s,
            end_silence_s=limits.end_silence_s or self.rules.end_silence_s,
            think_s=self.rules.think_s if limits.think_s is None else limits.think_s,
            wait_s=min(self.rules.wait_s, limits.max_s),
            limit_shown_s=limits.max_s,
            can_correct=False,
            can_rate=False,
            can_redo=False,
        )

    def _after(self, so_far: Sequence[Answered]) -> str | None:
        """What is said of the answer before, where the next one is better for it."""
        if not so_far or so_far[-1].report is None:
            return None
        result = self.result(so_far[-1:])
        if result.facts:
            return _told(result.facts[0])
        if self.drill.kind == "pitch" and result.answers[0].answer_s is not None:
            return f"That took {result.answers[0].answer_s:.0f} seconds. Once more."
        return None

    def result(self, answered: Sequence[Answered]) -> DrillResult:
        """The score of what was answered; what was skipped does not count."""
        said = [
            _said(self.drill.items[at], one.report)
            for at, one in _with_places(self.drill, answered)
            if one.report is not None
        ]
        return KINDS[self.drill.kind].score(said)

    def keep_recall(self, answered: Answered) -> None:
        """Let the kept report of a fact say of it what the drill does. Raises HistoryError.

        A whole answer is searched for a fact with more caution than a reply that is nothing but its number.
        """
        report = answered.report
        if self.drill.kind != "facts" or report is None:
            return
        [fact] = self.result([answered]).facts
        if (fact.verdict,) != report.coverage.facts:
            keep_again(replace(report, coverage=replace(report.coverage, facts=(fact.verdict,))))


def _with_places(drill: Drill, answered: Sequence[Answered]) -> list[tuple[int, Answered]]:
    """Each answer with the place of its item."""
    places = {item.question.id: at for at, item in reversed(list(enumerate(drill.items)))}
    return [(places[one.item.question.id], one) for one in answered]


def _said(item: DrillItem, report: Report) -> Said:
    return Said(item, report.transcript, Assessment(report.delivery, report.coverage))


def _told(fact: FactRecall) -> str:
    """What the voice says of a fact before the next is asked."""
    if fact.verdict.status == "stated":
        return "Right." if not fact.left_out else f"Right, and: {fact.verdict.text}."
    return f"It is: {fact.verdict.text}."
