"""What is to be said in an answer: points, facts, red flags, script."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from voicedrill.decks.blanks import blanks_in, is_fact, said
from voicedrill.decks.checks.finding import Finding, at, heavy_words, likeness, notes_of, plain
from voicedrill.decks.load import LoadedDeck
from voicedrill.decks.rewrite import Place, Remove

if TYPE_CHECKING:
    from voicedrill.decks.shapes import PointShape

#: A point is an idea to be said in a sentence or two; what is longer is several points. Words.
LONGEST_POINT = 30
#: Nobody says more words in a minute and is understood; a script must fit its time at this pace.
FASTEST_WPM = 190
#: Kinds that are judged by how they are said, not by points.
_NO_POINTS_NEEDED = frozenset({"ask-them"})
#: Share of words that a red flag may have in common with a point.
_ALIKE = 0.75
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|without|only|just|too|instead|rather|but|before|vague\w*|wrong\w*|"
    r"hardly|bare\w*|lack\w*|miss\w*|fail\w*|skip\w*|ignor\w*|avoid\w*|blam\w*|forget\w*|\w+less|un\w+|\w+n['’]t)\b",
    re.I,
)
#: How one tells a speaker what to do, which a red flag does not.
_ADVICE = re.compile(
    r"(?:(?:always|also|be sure to|make sure (?:to|you)|remember to|you should|do) )?"
    r"(?:mention|explain|describe|state|quantify|highlight|emphasi[sz]e|demonstrate|show|give|name|say|tell)"
    r" (?:a|an|the|your|how|what|why|that|which|one|two|it|them|us|me)\b",
    re.I,
)


def no_points(loaded: LoadedDeck) -> Iterator[Finding]:
    """A question that nobody can tell a good answer to."""
    for i, question in enumerate(loaded.deck.questions):
        has_content = question.points or question.beats or question.script or question.story
        if not has_content and question.kind not in _NO_POINTS_NEEDED:
            message = (
                f"question '{question.id}' has no points: its answers can only be judged by how they are said"
            )
            yield at(loaded, "no-points", "warning", ("questions", i), message)


def short_asks(loaded: LoadedDeck) -> Iterator[Finding]:
    """A question of one word: a heading that is read aloud."""
    for i, question in enumerate(loaded.written.questions):
        if len(question.ask.split()) < 2:
            message = f"'{question.ask}' is too short to be asked aloud; write the whole question"
            yield at(loaded, "short-ask", "warning", ("questions", i, "ask"), message)


def long_points(loaded: LoadedDeck) -> Iterator[Finding]:
    """A point that takes more than a breath or two."""
    for place, points in _points(loaded):
        for j, point in enumerate(points):
            length = len(point.say.split())
            if length > LONGEST_POINT:
                message = f"a point of {length} words is too long to be said as one; split it"
                yield at(loaded, "long-point", "warning", (*place, j), message)


def long_scripts(loaded: LoadedDeck) -> Iterator[Finding]:
    """A script that does not fit its own question's time."""
    for i, question in enumerate(loaded.deck.questions):
        words = len((question.said_script or "").split())
        most_s = question.target_s[1]
        if words / FASTEST_WPM * 60 > most_s:
            message = (
                f"nobody says the script's {words} words in {most_s:g} seconds; shorten it or mend 'seconds'"
            )
            yield at(loaded, "long-script", "warning", ("questions", i, "script"), message)


def said_twice(loaded: LoadedDeck) -> Iterator[Finding]:
    """A point, or another way of saying it, that stands there twice: one sentence would make both."""
    for place, points in _points(loaded):
        first: dict[frozenset[str], str] = {}
        for j, point in enumerate(points):
            words = heavy_words(point.say)
            if words and words in first:
                message = f"this says the same as the point '{first[words]}'"
                same = plain(point.say) == plain(first[words]) and point.model_fields_set <= {"say"}
                edits = (Remove((*place, j)),) if same else ()
                yield at(loaded, "duplicate-point", "warning", (*place, j), message, *edits)
            else:
                yield from _aliases(loaded, (*place, j, "aliases"), point)
            first.setdefault(words, point.say)


def _aliases(loaded: LoadedDeck, place: Place, point: "PointShape") -> Iterator[Finding]:
    seen = {plain(point.say)}
    for k, alias in enumerate(point.aliases):
        if plain(alias) in seen:
            message = f"'{alias}' stands there already; another way of saying a point needs other words"
            yield at(loaded, "duplicate-alias", "warning", (*place, k), message, Remove((*place, k)))
        seen.add(plain(alias))


def lonely_facts(loaded: LoadedDeck) -> Iterator[Finding]:
    """A fact is said while making a point; one that shares no word with any has no place in the answer."""
    for i, question in enumerate(loaded.written.questions):
        if not question.points:
            continue
        plan = [text for point in question.points for text in (point.say, *point.aliases)]
        plan += [note for _, note in notes_of((), question.beats)]
        carried = heavy_words(" ".join((*map(said, plan), question.script or "")))
        for j, fact in enumerate(question.facts):
            words = heavy_words(fact)
            if words and is_fact(fact) and not words & carried:
                message = f"no point carries the fact '{fact}': where in the answer is it to be said?"
                yield at(loaded, "fact-without-point", "warning", ("questions", i, "facts", j), message)


def flags_like_points(loaded: LoadedDeck) -> Iterator[Finding]:
    """A red flag that is worded as what should be said: whoever says it would be blamed for it."""
    for i, question in enumerate(loaded.written.questions):
        points = [(point.say, heavy_words(point.say)) for point in question.points]
        for j, flag in enumerate(question.red_flags):
            if _NEGATIVE.search(flag):
                continue
            words = heavy_words(flag)
            point = next((say for say, own in points if likeness(words, own) >= _ALIKE), None)
            if point is not None:
                message = (
                    f"the red flag '{flag}' is worded like the point '{point}'; say what must not be heard"
                )
            elif _ADVICE.match(flag):
                message = f"the red flag '{flag}' is worded as advice; say what must not be heard"
            else:
                continue
            yield at(loaded, "flag-like-point", "warning", ("questions", i, "red_flags", j), message)


def blanks(loaded: LoadedDeck) -> Iterator[Finding]:
    """A place that is still to be filled."""
    for place, text in _texts(loaded):
        found = blanks_in(text)
        if found:
            kept = "what is blank is neither said nor counted" if said(text) else "until then it is left out"
            message = f"there is a blank still to be filled: {', '.join(found[:3])}; {kept}"
            yield at(loaded, "blank", "warning", place, message)


def _points(loaded: LoadedDeck) -> Iterator[tuple[Place, Sequence["PointShape"]]]:
    """Each list of points and its place."""
    for i, question in enumerate(loaded.written.questions):
        yield ("questions", i, "points"), question.points
        for j, follow_up in enumerate(question.follow_ups):
            yield ("questions", i, "follow_ups", j, "points"), follow_up.points
    for i, story in enumerate(loaded.written.stories):
        for j, follow_up in enumerate(story.follow_ups):
            yield ("stories", i, "follow_ups", j, "points"), follow_up.points


def _texts(loaded: LoadedDeck) -> Iterator[tuple[Place, str]]:
    """What is meant to be said, and where it stands."""
    for place, points in _points(loaded):
        for j, point in enumerate(points):
            yield (*place, j), point.say
            yield from (((*place, j, "aliases", k), alias) for k, alias in enumerate(point.aliases))
    for i, question in enumerate(loaded.written.questions):
        own: Place = ("questions", i)
        yield (*own, "ask"), question.ask
        yield from (((*own, "facts", j), fact) for j, fact in enumerate(question.facts))
        yield from notes_of((*own, "beats"), question.beats)
        if question.script:
            yield (*own, "script"), question.script
    for i, story in enumerate(loaded.written.stories):
        yield from notes_of(("stories", i, "beats"), story.beats)
        yield from ((("stories", i, "facts", j), fact) for j, fact in enumerate(story.facts))


RULES = (
    no_points,
    short_asks,
    long_points,
    long_scripts,
    said_twice,
    lonely_facts,
    flags_like_points,
    blanks,
)
