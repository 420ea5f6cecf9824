"""The debrief of a mock interview in the terminal: what to change, then the whole, then question by question.

Rendering only: every number shown stands in the debrief.
"""

from typing import TYPE_CHECKING

from voicedrill.coach.mock.results import Debrief, OwnQuestions, QuestionLine, RoundLine, Trend
from voicedrill.coach.mock.telling import Place
from voicedrill.reports import plots
from voicedrill.reports.plain import shown
from voicedrill.reports.terminal_page import Page, styled
from voicedrill.timing import clock

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_HEADINGS = {1: "One thing to change", 2: "Two things to change", 3: "Three things to change"}
_LENGTHS = {"short": "shorter than", "on-target": "within", "long": "longer than"}
_TRENDS = {"speech_rate_wpm": ("pace", "words a minute"), "fillers_per_min": ("fillers", "a minute")}
#: The sparklines' scales, a little wider than what is ever advised.
_SCALES = {"speech_rate_wpm": (80.0, 220.0), "fillers_per_min": (0.0, 12.0)}
_MOVED = {"rose": "rose", "fell": "fell", "steady": "stayed"}
_RATINGS = {1: "poor", 2: "fair", 3: "good", 4: "strong"}
_LABEL = 12
#: So much of a quote is shown; points that were missed are listed up to so many.
_QUOTE_WORDS, _MOST_MISSED = 24, 4


def print_debrief(debrief: Debrief, console: "Console") -> None:
    """Print ``debrief`` to ``console``, as wide as the console is, at most 100 columns."""
    page = Page(console)
    for section in (_head, _changes, _stories, _numbers, _time, _course, _own_questions, _questions):
        section(debrief, page)


def _head(debrief: Debrief, page: Page) -> None:
    answered = sum(line.answered for line in debrief.questions)
    page.item("", f"\nYour mock interview: {shown(debrief.deck)}", "bold")
    rounds = "1 round" if len(debrief.rounds) == 1 else f"{len(debrief.rounds)} rounds"
    answers = "1 answer" if answered == 1 else f"{answered} answers"
    page.item("", f"{rounds}, {answers}, {clock(debrief.took_s)}, a {debrief.mood} interviewer", "dim")
    page.rule()


def _changes(debrief: Debrief, page: Page) -> None:
    if not debrief.changes:
        page.item(
            "", "\nNothing stands out over the whole interview; what each answer could do better is below."
        )
        return
    page.heading(_HEADINGS[len(debrief.changes)])
    for number, change in enumerate(debrief.changes, 1):
        page.item(f"  {number}. ", shown(change.say))
        for place in change.places:
            _place(place, page)


def _place(place: Place, page: Page) -> None:
    at = "" if place.evidence.start is None else f", {clock(place.evidence.start)}"
    part = f", follow-up {place.part}" if place.part else ""
    words = shown(place.evidence.quote).split()
    quote = " ".join(words[:_QUOTE_WORDS]) + (" …" if len(words) > _QUOTE_WORDS else "")
    page.item("     ", styled(f"question {place.question}{part}{at}  “{quote}”", "dim italic"))


def _stories(debrief: Debrief, page: Page) -> None:
    if debrief.stories_used_twice:
        page.heading("One story, two questions")
        for found in debrief.stories_used_twice:
            words = ", ".join(shown(word) for word in found.words[:5])
            how = "your deck has it for both" if found.known_by == "deck" else f"both tell of {words}"
            page.item("  · ", f"questions {found.first} and {found.second}: {how}")
        if debrief.unused_stories:
            titles = ", ".join(f"“{shown(title)}”" for title in debrief.unused_stories[:4])
            page.item("  · ", f"not told: {titles}", "dim")


def _numbers(debrief: Debrief, page: Page) -> None:
    told = {place for change in debrief.changes for place in change.places}
    rest = [found for found in debrief.contradictions if found.first not in told]
    if not rest:
        return
    page.heading("Told with two numbers")
    for found in rest:
        ask = "" if found.sure else "  (if both are about the same)"
        page.item("  ≠ ", f"{shown(found.about)}{ask}")
        _place(found.first, page)
        _place(found.second, page)


def _time(debrief: Debrief, page: Page) -> None:
    page.heading("Time", f"planned {clock(debrief.planned_s)}, took {clock(debrief.took_s)}")
    for stage in debrief.rounds:
        line = f"{clock(stage.took_s)}, planned {clock(stage.planned_s)}"
        line += (
            f", {clock(stage.over_s)} over the limit of {clock(stage.limit_s)}" if stage.over_s >= 1 else ""
        )
        line += f"; {stage.asked} of {stage.planned} questions" if stage.asked < stage.planned else ""
        line += f"; {stage.skipped} skipped" if stage.skipped else ""
        page.item("  ", f"{shown(stage.name)}: {line}")
    if debrief.not_asked:
        what = "1 question was" if debrief.not_asked == 1 else f"{debrief.not_asked} questions were"
        page.item("  ", f"{what} not asked: the time was up or the interview ended early.", "dim")


def _course(debrief: Debrief, page: Page) -> None:
    if debrief.kinds:
        page.heading("By kind", "points made; one made in part counts half")
        for kind in debrief.kinds:
            count = "1 question" if kind.questions == 1 else f"{kind.questions} questions"
            made = f"{kind.made:g} of {kind.points}" if kind.points else "no points in the deck"
            page.item("  ", f"{kind.kind:<{_LABEL + 3}} {made}  ({count})")
    if debrief.trends:
        page.heading("From first to last")
        for trend in debrief.trends:
            page.item("  ", _trend(trend, page))


def _trend(trend: Trend, page: Page) -> "Text":
    name, unit = _TRENDS[trend.metric]
    values = [value for _, value in trend.values]
    low, high = _SCALES[trend.metric]
    low, high = min(low, *values), max(high, *values)
    line = styled(f"{name:<{_LABEL}}", "dim")
    line.append(
        plots.sparkline(plots.squeezed(values, max(6, page.width // 4)), low, high) + "  ", "not dim cyan"
    )
    if trend.moved == "steady":
        line.append(f"stayed at about {(trend.first + trend.last) / 2:.0f} {unit}", "not dim")
    else:
        line.append(f"{_MOVED[trend.moved]} from {trend.first:.0f} to {trend.last:.0f} {unit}", "not dim")
    return line


def _own_questions(debrief: Debrief, page: Page) -> None:
    if not debrief.own_questions:
        return
    page.heading("Your questions to them")
    for own in debrief.own_questions:
        _asked_them(own, debrief, page)


def _asked_them(own: OwnQuestions, debrief: Debrief, page: Page) -> None:
    if len(debrief.own_questions) > 1:
        page.item("  ", shown(next(s.name for n, s in _rounds(debrief) if n == own.round)), "dim")
    for quote in own.asked:
        page.item("  ? ", f"“{shown(quote.quote)}”")
    if not own.asked:
        page.item("  ", "None was heard.")
    for text in own.listed:
        page.item("  ✓ ", f"on your list: {shown(text)}", "dim")
    for text in own.left[:_MOST_MISSED]:
        page.item("  · ", f"also on your list: {shown(text)}", "dim")


def _rounds(debrief: Debrief) -> list[tuple[int, RoundLine]]:
    numbers = sorted({line.round for line in debrief.questions})
    return list(zip(numbers, debrief.rounds, strict=True))


def _questions(debrief: Debrief, page: Page) -> None:
    page.heading("Question by question")
    names = {number: stage.name for number, stage in _rounds(debrief)}
    at = None
    for line in debrief.questions:
        if line.kind == "ask-them":
            continue
        if line.round != at and len(names) > 1:
            at = line.round
            page.item("", f"\n  {shown(names[at])}", "dim")
        _question(line, page)


def _question(line: QuestionLine, page: Page) -> None:
    page.line(styled(""))
    page.item(styled(f"  {line.number}. ", "bold"), styled(shown(line.ask), "bold"))
    lead = "     "
    if not line.answered:
        page.item(lead, "skipped", "dim")
        return
    if not line.words:
        page.item(lead, "no words were heard", "dim")
        return
    page.item(lead, ", ".join(_figures(line)), "dim")
    points = len(line.made) + len(line.partly) + len(line.missed)
    if points:
        part = f", {len(line.partly)} in part" if line.partly else ""
        page.item(lead, f"{len(line.made)} of {points} points{part}")
        for text in (*line.must_missed, *(t for t in line.missed if t not in line.must_missed))[
            :_MOST_MISSED
        ]:
            must = "  (must)" if text in line.must_missed else ""
            page.item(styled(f"{lead}✗ ", "red"), shown(text) + must)
        if len(line.missed) > _MOST_MISSED:
            page.item(lead, f"  and {len(line.missed) - _MOST_MISSED} more", "dim")
    for fact, said in line.misstated:
        page.item(styled(f"{lead}≠ ", "red"), shown(fact) + (f": you said {shown(said)}" if said else ""))
    for flag in line.red_flags:
        page.item(styled(f"{lead}⚑ ", "red"), shown(flag))
    if any(beat.present for beat in line.beats):
        page.item(lead, _beats(line), "dim")
    for follow_up in line.follow_ups:
        length = f"  {clock(follow_up.answer_s)}" if follow_up.answer_s else "  not answered"
        page.item(styled(f"{lead}↳ ", "dim"), styled(shown(follow_up.ask)).append(length, "dim"))
    if line.interjections:
        page.item(lead, f"interrupted: {' '.join(f'“{shown(said)}”' for said in line.interjections)}")
    if line.first:
        page.item(styled(f"{lead}→ ", "cyan"), shown(line.first.say))
        if line.first.evidence:
            at = "" if line.first.evidence.start is None else f"{clock(line.first.evidence.start)}  "
            page.item(lead + "  ", styled(f"{at}“{shown(line.first.evidence.quote)}”", "dim italic"))


def _beats(line: QuestionLine) -> str:
    told = [
        beat.beat if beat.share is None else f"{beat.beat} {beat.share:.0%}"
        for beat in line.beats
        if beat.present
    ]
    absent = [beat.beat for beat in line.beats if not beat.present]
    return shown(", ".join(told) + (f"; not heard: {', '.join(absent)}" if absent else ""))


def _figures(line: QuestionLine) -> list[str]:
    figures = []
    if line.answer_s is not None:
        length = clock(line.answer_s)
        if line.length:
            low, high = line.length.target_s
            length += f" ({_LENGTHS[line.length.verdict]} {clock(low)} to {clock(high)})"
        figures.append(length)
    if line.speech_rate_wpm is not None:
        figures.append(f"{line.speech_rate_wpm:.0f} words a minute")
    if line.fillers_per_min is not None:
        figures.append(f"{line.fillers_per_min:.1f} fillers a minute")
    if line.self_rating is not None:
        figures.append(f"you found it {_RATINGS[line.self_rating]}")
    return figures or [f"{line.words} words"]
