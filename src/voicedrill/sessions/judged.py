"""What an item's answer is judged by, from the moment that it is asked. Pure."""

from dataclasses import replace

from voicedrill.coach.schedule.prompts import is_for_points_alone
from voicedrill.decks.telling import with_story
from voicedrill.sessions.script import Item


def as_judged(item: Item) -> Item:
    """The item with what its question's story holds. It is kept so, and needs no deck to be judged again.

    Follow-ups, drills and points that are asked for alone say themselves what they are after.
    """
    if item.part or item.mode == "drill" or is_for_points_alone(item.question):
        return item
    return replace(item, question=with_story(item.question, item.deck))
