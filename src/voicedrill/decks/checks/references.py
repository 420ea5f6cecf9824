"""Names that must name something, and what stands twice."""

from collections.abc import Iterator

from voicedrill.decks.checks.finding import Finding, at, plain
from voicedrill.decks.load import LoadedDeck
from voicedrill.decks.model import Framework
from voicedrill.decks.rewrite import Place, Remove, Rename, Replace
from voicedrill.decks.suggest import did_you_mean, known_names, nearest
from voicedrill.decks.telling import with_story


def no_questions(loaded: LoadedDeck) -> Iterator[Finding]:
    """There is nothing to practise."""
    if not loaded.deck.questions:
        yield at(loaded, "no-questions", "warning", ("questions",), "the deck has no question to practise")


def unknown_beats(loaded: LoadedDeck) -> Iterator[Finding]:
    """Notes for beats that the framework does not have, or without a framework: not even the story's."""
    parts: list[tuple[Place, Framework | None, dict[str, tuple[str, ...]]]] = [
        *(
            (("questions", i), with_story(q, loaded.deck).framework, q.beats)
            for i, q in enumerate(loaded.deck.questions)
        ),
        *((("stories", i), s.framework, s.beats) for i, s in enumerate(loaded.deck.stories)),
    ]
    for place, framework, beats in parts:
        if beats and framework is None:
            message = (
                "notes for beats, but no framework: they are not looked at. Add one, such as framework: star"
            )
            yield at(loaded, "beats-without-framework", "warning", (*place, "beats"), message)
        elif framework:
            known = [beat.beat for beat in framework.beats]
            for name in beats:
                if name not in known:
                    yield _unknown_beat(
                        loaded, (*place, "beats", name), name, framework.name, known, set(beats)
                    )


def _unknown_beat(
    loaded: LoadedDeck, place: Place, name: str, framework: str, known: list[str], taken: set[str]
) -> Finding:
    hint = did_you_mean(name, known) + known_names(known)
    message = f"the framework '{framework}' has no beat '{name}'.{hint}"
    near = nearest(name, known)
    edits = (Rename(place, near),) if near and near not in taken else ()
    return at(loaded, "unknown-beat", "error", place, message, *edits)


def unknown_stories(loaded: LoadedDeck) -> Iterator[Finding]:
    """A question is answered by a story that the deck does not have."""
    known = [story.id for story in loaded.deck.stories]
    for i, question in enumerate(loaded.deck.questions):
        if question.story and question.story not in known:
            place = ("questions", i, "story")
            message = f"no story '{question.story}'.{did_you_mean(question.story, known)}{known_names(known)}"
            near = nearest(question.story, known)
            edits = (Replace(place, near),) if near else ()
            yield at(loaded, "unknown-story", "error", place, message, *edits)


def asked_twice(loaded: LoadedDeck) -> Iterator[Finding]:
    """Two questions in the same words for the same role."""
    first: dict[tuple[str, str | None], str] = {}
    for i, question in enumerate(loaded.deck.questions):
        words = (plain(question.ask) or question.ask, question.role)
        if words in first:
            message = f"question '{question.id}' asks the same as '{first[words]}'"
            yield at(loaded, "asked-twice", "warning", ("questions", i, "ask"), message)
        first.setdefault(words, question.id)


def rewordings(loaded: LoadedDeck) -> Iterator[Finding]:
    """A rewording in the words of the question, or of another rewording."""
    for i, question in enumerate(loaded.deck.questions):
        seen = {plain(question.ask) or question.ask}
        for n, wording in enumerate(question.rewordings):
            words = plain(wording) or wording
            if words in seen:
                place = ("questions", i, "rewordings", n)
                message = f"question '{question.id}' is asked in these words already"
                yield at(loaded, "reworded-twice", "warning", place, message, Remove(place))
            seen.add(words)


def shares(loaded: LoadedDeck) -> Iterator[Finding]:
    """The beats of a framework take more than the whole answer."""
    for name, framework in loaded.deck.frameworks.items():
        parts = [beat.share for beat in framework.beats if beat.share is not None]
        if sum(parts) > 1.005:
            message = f"the shares of '{name}' add up to {sum(parts):.0%}; they are parts of one answer"
            yield at(loaded, "shares", "error", ("frameworks", name), message)


RULES = (no_questions, unknown_beats, unknown_stories, asked_twice, rewordings, shares)
