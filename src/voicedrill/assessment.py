"""Delivery and coverage of one answer, put together."""

from dataclasses import dataclass

from voicedrill.coverage.results import Coverage
from voicedrill.delivery.results import Delivery


@dataclass(frozen=True)
class Assessment:
    """How the answer was said and what it said."""

    delivery: Delivery
    coverage: Coverage
