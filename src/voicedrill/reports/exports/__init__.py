"""A report in the forms that other programs open: each `render(reports) -> str`, chosen by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from voicedrill.reports.model import Report


@dataclass(frozen=True)
class Form:
    """How a form is written. ``many``: it holds any number of reports, else exactly one."""

    module: str
    suffix: str
    many: bool = False


FORMS = {
    "textgrid": Form("textgrid", ".TextGrid"),
    "audacity": Form("audacity", ".txt"),
    "srt": Form("srt", ".srt"),
    "vtt": Form("webvtt", ".vtt"),
    "csv": Form("metrics_csv", ".csv", many=True),
    "markdown": Form("notes_markdown", ".md", many=True),
    "json": Form("json_lines", ".json", many=True),
}


def export(reports: Sequence[Report], form: str) -> str:
    """``reports`` as text in ``form``, one of `FORMS`. Raises InputError where a form needs times that a
    report does not have.
    """
    module = import_module(f"{__package__}.{FORMS[form].module}")
    render = cast("Callable[[Sequence[Report]], str]", module.render)
    return render(reports)
