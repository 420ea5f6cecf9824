"""What a question takes from the story that answers it. Pure.

A question that names a story says by that how it is answered. Where it says no more, its answer is judged by
what the story holds; `decks` themselves, and whatever shows or writes them, leave each thing where it stands.
"""

from dataclasses import replace

from voicedrill.decks.model import Deck, Framework, Question, Story

#: What a question may take from its story.
_TAKEN = ("facts", "framework", "beats")


def story_of(question: Question | None, deck: Deck | None) -> Story | None:
    """The story of the deck that a question uses; None without one."""
    if question is None or deck is None or question.story is None:
        return None
    return next((story for story in deck.stories if story.id == question.story), None)


def with_story(question: Question, deck: Deck | None) -> Question:
    """``question`` as its answer is judged: with its story's facts, framework and notes where it has none.

    Its own always win, and points are never taken: a story holds none. A framework is taken by behavioural
    questions alone, as the answer to "How do you plan capacity?" does not go by the steps of a story; notes
    for the beats that the question's framework has. `Question.from_story` names what was taken.
    """
    story = story_of(question, deck)
    if story is None:
        return question
    facts = question.facts or story.facts
    plan = question.framework or (story.framework if question.kind == "behavioural" else None)
    notes = question.beats if any(question.beats.values()) else _notes_for(plan, story) or question.beats
    told = replace(question, facts=facts, framework=plan, beats=notes)
    taken = [name for name in _TAKEN if getattr(told, name) != getattr(question, name)]
    return replace(told, from_story=(*question.from_story, *taken))


def _notes_for(plan: Framework | None, story: Story) -> dict[str, tuple[str, ...]]:
    known = {beat.beat for beat in plan.beats} if plan else set()
    return {beat: notes for beat, notes in story.beats.items() if notes and beat in known}
