"""Red flags: what is one, and what only looks like one."""

import pytest

from voicedrill.coverage import red_flags
from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.matching import Index
from voicedrill.coverage.results import RedFlagVerdict

BLAME = "Blame shifting: puts the failure on another team"


def judge(flag: str, answer: str) -> RedFlagVerdict:
    return red_flags.judge((flag,), Index(prepare_text(answer)))[0]


@pytest.mark.parametrize(
    ("flag", "answer"),
    [
        (BLAME, "It failed because the vendor never tested it."),
        (BLAME, "Honestly it was all their fault."),
        (BLAME, "The network team let us down again."),
        ("Leaving hiring to others", "Recruitment is really HR, so I'd leave that with them."),
        ("Apologises for the gap", "I'm sorry, I know the gap looks bad."),
        ("Hedging", "I guess we sort of fixed it."),
        ("Bad-mouthing a former employer", "My boss there was clueless."),
        ("Waits for permission", "I waited for my manager before I did anything."),
        ("Does it all alone: no delegation", "I end up redoing it, so I just do it myself."),
        ("No numbers at all", "It went well and everybody was happy."),
        ("Says we only", "We met. We planned it. We built it. We tested it. We shipped it."),
        ("Technology name-dropping", "Kafka, Redis, Cassandra, Istio and Kubernetes, of course."),
        ("Exactly-once myth", "Then it's exactly-once all the way through."),
    ],
)
def test_present_with_evidence(flag: str, answer: str) -> None:
    verdict = judge(flag, answer)
    assert verdict.present
    assert verdict.evidence is not None
    assert verdict.evidence.quote in answer
    assert verdict.text == flag


@pytest.mark.parametrize(
    ("flag", "answer"),
    [
        (BLAME, "I did not blame the vendor, it was our own missing alarm."),
        (BLAME, "You could say it was the vendor's fault, but honestly we had no alarm."),
        (BLAME, "It was my fault, I had not checked."),
        ("Apologises for the gap", "There is a gap, and here is what I do about it."),
        ("Waits for permission", "I did not wait for anybody, I rolled it back."),
        ("No numbers at all", "It went down by forty percent."),
        ("Says we only", "We met, then I planned it, I built it, I tested it and we shipped it."),
        ("Technology name-dropping", "We used Kafka because we needed replay."),
        (BLAME, ""),
        ("No numbers at all", ""),
    ],
)
def test_hard_negatives_stay_quiet(flag: str, answer: str) -> None:
    verdict = judge(flag, answer)
    assert not verdict.present
    assert verdict.evidence is None
