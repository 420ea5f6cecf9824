"""Talking points: what makes one, what does not, and which words are shown for it."""

from collections.abc import Sequence

import pytest

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.points import judge, stems_asked
from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.model import TalkingPoint

ASK = "Tell me about your work."


def verdict(say: str, answer: str, *aliases: str, others: Sequence[str] = (), ask: str = ASK) -> PointVerdict:
    """The verdict on one point, alone or beside ``others`` that come after it."""
    points = [TalkingPoint("p", say, aliases)]
    points += [TalkingPoint(f"o{at}", other) for at, other in enumerate(others)]
    return judge(points, prepare_text(answer), stems_asked(ask))[0]


@pytest.mark.parametrize(
    ("say", "answer"),
    [
        ("rolled back within five minutes", "We put the previous version back in five minutes."),
        ("escalated to my manager early", "I went to my manager straight away and raised it."),
        ("no jargon with customers", "With customers I use plain words, everyday language."),
        ("blameless postmortem with owners", "No finger pointing when we wrote it up, and fixes had owners."),
        ("a pilot before the rollout", "We gave it a dry run at one branch before we went live everywhere."),
    ],
)
def test_other_words_for_the_same_thing(say: str, answer: str) -> None:
    assert verdict(say, answer).status != "missed"


@pytest.mark.parametrize(
    ("say", "answer", "quoted"),
    [
        ("moved to Kubernetes", "We moved it all to cue burnetties in May.", "cue burnetties"),
        ("sessions cached in Redis", "The sessions are cached in red is.", "red is"),
        ("idempotency keys", "Every call has an item potency key.", "item potency key"),
        ("p99 under 50 ms", "The p ninety nine was under fifty milliseconds.", "fifty milliseconds"),
    ],
)
def test_what_a_recogniser_mishears(say: str, answer: str, quoted: str) -> None:
    found = verdict(say, answer)
    assert found.status == "covered"
    assert found.evidence is not None
    assert quoted in found.evidence.quote


def test_another_number_is_another_point() -> None:
    right = verdict("p99 under 50 ms", "We kept the p99 under fifty milliseconds.")
    wrong = verdict("p99 under 50 ms", "We kept the p99 under ninety milliseconds.")
    assert right.status == "covered"
    assert wrong.status == "missed"


@pytest.mark.parametrize(
    "answer",
    [
        "We never put jitter on the cache expiry.",
        "We should've put jitter on the cache expiry.",
        "We talked about jitter on the cache expiry.",
        "I wanted jitter on the cache expiry, but they said no.",
        "Jitter on the cache expiry came up, but we never did it.",
        "We set one fixed hour instead of jitter on the cache expiry.",
    ],
)
def test_what_was_denied_wished_or_left_undone_is_no_tick(answer: str) -> None:
    said = verdict("jitter on the cache expiry", "We put jitter on the cache expiry.")
    unsaid = verdict("jitter on the cache expiry", answer)
    assert said.status == "covered"
    assert unsaid.status != "covered"
    assert unsaid.score < said.score - 0.3


def test_a_denial_elsewhere_takes_nothing_away() -> None:
    plain = verdict("jitter on the cache expiry", "We put jitter on the cache expiry.")
    beside = verdict("jitter on the cache expiry", "We never slept. We put jitter on the cache expiry.")
    assert beside.status == plain.status == "covered"


def test_half_of_a_point_is_less_than_all_of_it() -> None:
    say = "a TTL and event-driven invalidation"
    half = verdict(say, "Every entry has a time to live.")
    whole = verdict(say, "Every entry has a time to live, and an event invalidates it at once.")
    assert half.status != "covered"
    assert whole.status == "covered"


def test_the_label_of_a_long_point_makes_no_point() -> None:
    say = "Retry strategy: Describes retries with growing delays and a place for messages that keep failing."
    assert verdict(say, "Well, our strategy was to sell more shoes in the spring.").status == "missed"


def test_the_words_of_another_point_in_the_same_sentence_are_not_ones_own() -> None:
    answer = "We measured the hit ratio of the cache on a dashboard."
    alone = verdict("cache keys carry a version", answer)
    beside = verdict("cache keys carry a version", answer, others=["measure the hit ratio of the cache"])
    assert beside.score < alone.score


def test_a_point_of_plain_words_said_word_for_word_is_made() -> None:
    assert verdict("I write everything down", "First I write everything down.").score >= 0.9


def test_evidence_is_where_the_point_is_made() -> None:
    answer = (
        "It was a long day and the market was busy. At four the till broke. So I wrote every sale on paper, "
        "and in the evening we typed them all in. My boss was glad. The next week we bought a second till."
    )
    found = verdict("wrote sales down on paper until the till worked", answer)
    assert found.evidence is not None
    assert "every sale on paper" in found.evidence.quote
    assert len(found.evidence.quote.split()) <= 20


def test_each_point_of_an_answer_has_its_own_evidence() -> None:
    points = [
        TalkingPoint("watch", "alerts on certificate expiry"),
        TalkingPoint("roles", "one person for communication, two for debugging"),
    ]
    answer = (
        "I split the roles, so one person did the communication and two people were debugging. "
        "And since then we have alerts thirty days before a certificate expires."
    )
    watch, roles = judge(points, prepare_text(answer), stems_asked(ASK))
    assert watch.evidence is not None
    assert "certificate" in watch.evidence.quote
    assert "debugging" not in watch.evidence.quote
    assert roles.evidence is not None
    assert "certificate" not in roles.evidence.quote


def test_the_opposite_in_the_same_words_is_less_than_the_thing_itself() -> None:
    """Not a miss yet: direction is told by "went down" alone, one term of four."""
    say = "missed appointments went down on my watch"
    opposite = verdict(say, "So many patients missed their appointments, and nobody knew why.")
    said = verdict(say, "On my watch the missed appointments dropped by half.")
    assert said.status == "covered"
    assert opposite.score < said.score - 0.15


@pytest.mark.parametrize(
    ("alias", "answer"),
    [
        ("mitigate first", "So first we had some tea."),
        ("roll back first", "Then the cat came first."),
        ("I asked the team", "They ask a lot of you there."),
    ],
)
def test_the_plainest_word_of_an_alias_makes_no_point(alias: str, answer: str) -> None:
    assert verdict("put the previous version back", answer, alias).status == "missed"


def test_a_quote_is_made_of_whole_clauses() -> None:
    answer = "It was late. So I wrote down every sale for them, and then we went home. In May it broke again."
    found = verdict("wrote every sale down", answer)
    assert found.evidence is not None
    assert found.evidence.quote == "So I wrote down every sale for them,"


def test_a_lesson_is_not_learnt_by_saying_these_days() -> None:
    say = "next time I would bring reception in sooner"
    alias = "I should have asked my colleagues earlier"
    assert verdict(say, "These days the whole group uses it.", alias).status != "covered"
    assert verdict(say, "I should have asked my colleagues much earlier.", alias).status == "covered"
