"""`voicedrill history replay`: hear a past answer from anything that the report found in it."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.history_naming import place_of
from voicedrill.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicedrill.reports.findings import Finding

#: Heard before a finding, so that one knows where one is.
_BEFORE_S = 1.0


@click.command("replay")
@click.argument("answer")
@click.option("--at", "at_s", metavar="TIME", callback=place_of, help="From here on: 1:15, or seconds.")
@click.option("--finding", "number", metavar="N", type=click.IntRange(min=1), help="From the Nth finding on.")
@click.option(
    "--for", "for_s", metavar="S", type=click.FloatRange(0, min_open=True), help="Only so many seconds."
)
@click.option("--list", "only_list", is_flag=True, help="List the findings and play nothing.")
def command(
    answer: str, at_s: float | None, number: int | None, for_s: float | None, only_list: bool
) -> None:
    """Hear an answer, from the beginning or from anything that the report found in it.

    The findings are listed with their numbers and times. Ctrl-C stops the sound.
    """
    from voicedrill.errors import UsageError
    from voicedrill.history.store import open_history
    from voicedrill.reports.findings import findings

    if at_s is not None and number is not None:
        raise UsageError("--at and --finding name the place twice; give one of them.")
    with open_history() as history:
        attempt, part = history.find_answer(answer)
        report = history.report(attempt, part or 0)
        sound = None if only_list else history.sound(attempt, part or 0)
    found = findings(report)
    if number is None and at_s is None:
        _print(found)
    if number is not None:
        if number > len(found):
            raise UsageError(f"there are {len(found)} findings; --list shows them.")
        finding = found[number - 1]
        _print([finding], number)
        at_s = max(0.0, finding.start - _BEFORE_S)
    if sound is not None:
        _play(sound, at_s or 0.0, for_s)


def _print(found: "Sequence[Finding]", first: int = 1) -> None:
    from voicedrill.reports.plain import shown
    from voicedrill.timing import clock

    if not found:
        say("The report found nothing that has a time.")
    for number, finding in enumerate(found, first):
        quote = f"  “{shown(finding.quote)}”" if finding.quote else ""
        click.echo(f"{number:>4}  {clock(finding.start):>5}  {shown(finding.about)}{quote}")


def _play(path: "Path", at_s: float, for_s: float | None) -> None:
    from voicedrill.audio.clips import Clip
    from voicedrill.audio.files import read_clip
    from voicedrill.audio.playback import open_speaker
    from voicedrill.errors import UsageError
    from voicedrill.timing import clock

    speaker = open_speaker()
    clip = read_clip(path)
    if at_s >= clip.duration_s:
        raise UsageError(f"the answer ends at {clock(clip.duration_s)}; --at names a place before that.")
    first = round(at_s * clip.sample_rate_hz)
    last = None if for_s is None else first + round(for_s * clip.sample_rate_hz)
    say(f"Playing from {clock(at_s)} of {clock(clip.duration_s)}. Ctrl-C stops.")
    speaker.play(Clip(clip.samples[first:last], clip.sample_rate_hz))
