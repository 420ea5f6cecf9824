"""What went well, in one sentence of observations, for an answer that needs no advice."""

from voicedrill.assessment import Assessment
from voicedrill.delivery.results import Delivery


def went_well(assessment: Assessment) -> str | None:
    """One sentence on what was made, right and in its band; None when there is nothing of the kind to say."""
    coverage, delivery = assessment.coverage, assessment.delivery
    said = []
    made = sum(point.status == "covered" for point in coverage.points)
    if made and made == len(coverage.points):
        said.append("every point was made" if made > 1 else "the point was made")
    elif made:
        said.append(f"{made} of {len(coverage.points)} points were made")
    right = sum(fact.status == "stated" for fact in coverage.facts)
    if right and right == len(coverage.facts_that_count):
        said.append("every figure was right" if right > 1 else "the figure was right")
    if coverage.beats and all(beat.present for beat in coverage.beats):
        said.append(f"all {len(coverage.beats)} steps were there")
    said += _spoken(delivery)
    if not said:
        return None
    text = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{text[0].upper()}{text[1:]}."


def _spoken(delivery: Delivery) -> list[str]:
    if delivery.length is None or delivery.length.verdict != "on-target" or delivery.answer_s is None:
        return []
    return [f"the length fitted ({delivery.answer_s:.0f} s)"]
