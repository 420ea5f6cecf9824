"""What a report says of the speaker's own usual."""

import io
from dataclasses import replace

from rich.console import Console

from voicedrill.coach.baselines import Compared, Comparison, Place
from voicedrill.reports.as_json import from_json, to_json
from voicedrill.reports.model import Report
from voicedrill.reports.terminal import print_report


def compared(measure: str, value: float, low: float, high: float, place: Place = "usual") -> Compared:
    return Compared(measure, value, low, (low + high) / 2, high, place, 20)


def printed(report: Report, *of: Compared) -> str:
    out = io.StringIO()
    print_report(replace(report, usual=Comparison(("technical",), of)), Console(file=out, width=100))
    return " ".join(out.getvalue().split())


def test_figures_stand_beside_what_is_usual(full_report: Report) -> None:
    text = printed(
        full_report,
        compared("answer_s", 70, 62, 91),
        compared("speech_rate_wpm", 146.6, 140.2, 158.4),
        compared("silence_share", 0.21, 0.14, 0.25),
        compared("filled_pauses_per_min", 0.9, 1.2, 3.4, "below"),
    )
    assert "within the 1:00 to 2:00 asked for; your usual 1:02 to 1:31" in text
    assert "186 without the pauses; your usual 140 to 158" in text
    assert "3.5 s at 0:40 21% silence; your usual 14% to 25%" in text
    assert "(0.9 to 1.7 a minute; your usual 1.2 to 3.4)" in text


def test_long_pauses_are_told_when_they_are_out_of_the_usual(full_report: Report) -> None:
    silence = compared("silence_share", 0.21, 0.14, 0.25)
    usual, unusual = (
        compared("long_pauses_per_min", 0.9, 0, 1),
        compared("long_pauses_per_min", 3, 0, 1, "above"),
    )
    assert "long ones" not in printed(full_report, silence, usual)
    assert "3.0 long ones a minute, your usual 0.0 to 1.0" in printed(full_report, silence, unusual)


def test_a_band_that_reads_as_one_number_is_one(full_report: Report) -> None:
    assert "your usual 150" in printed(full_report, compared("speech_rate_wpm", 146.6, 149.9, 150.2))
    assert "150 to 150" not in printed(full_report, compared("speech_rate_wpm", 146.6, 149.9, 150.2))


def test_without_enough_answers_nothing_is_said(full_report: Report) -> None:
    out = io.StringIO()
    print_report(full_report, Console(file=out, width=100))
    assert "usual" not in out.getvalue()


def test_the_comparison_goes_through_json(full_report: Report) -> None:
    report = replace(
        full_report, usual=Comparison((), (compared("speech_rate_wpm", 146.6, 140.0, 158.0, "usual"),))
    )
    assert from_json(to_json(report)).usual == report.usual
    assert from_json(to_json(full_report)).usual is None


def test_advice_stays_at_three_with_it(full_report: Report) -> None:
    text = printed(full_report, compared("speech_rate_wpm", 146.6, 100, 110, "above"))
    assert "Two things to change" in text
