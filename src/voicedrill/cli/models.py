"""`voicedrill models`: which weights are here, fetch one, remove one."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from voicedrill.cli.messages import is_quiet, say


@click.group()
def command() -> None:
    """Weights of recognisers and judges: list, pull, remove."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a table.")
def list_models(as_json: bool) -> None:
    """Show the models that can be fetched and those that are here."""
    from voicedrill.errors import ModelError
    from voicedrill.weights import models

    here = {model.name: model for kind in models.KINDS for model in models.installed(kind)}
    parts = models.unfinished()
    try:
        chosen = models.chosen()
    except ModelError as error:  # a wrong choice is no reason to hide what there is
        click.echo(f"warning: {error}", err=True)
        chosen = None
    catalogue = (*models.CATALOGUE, *models.ENTAILMENT)
    known = {model.name for model in catalogue}
    rows = [
        {
            "name": model.name,
            "kind": model.kind,
            "size_mb": model.size_mb,
            "installed": model.name in here,
            "used": chosen is not None and chosen == here.get(model.name),
            "unfinished_mb": round(parts[model.name], 1) if model.name in parts else None,
            "from": model.repository,
            "licence": model.licence,
            "good_for": model.good_for,
        }
        for model in catalogue
    ]
    rows += [
        {
            "name": model.name,
            "kind": model.kind,
            "size_mb": round(model.size_mb),
            "installed": True,
            "used": chosen == model,
            "unfinished_mb": None,
            "from": str(model.path),
            "licence": None,
            "good_for": "a model of your own",
        }
        for model in dict.fromkeys((*here.values(), *((chosen,) if chosen else ())))
        if model.name not in known or (chosen == model and model.path != here.get(model.name, model).path)
    ]
    if as_json:
        click.echo(json.dumps(rows))
        return
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        state = "in use" if row["used"] else "here" if row["installed"] else ""
        if row["unfinished_mb"] is not None and not state:
            state = f"{row['unfinished_mb']:.0f} MB came"
        click.echo(f"{row['name']:<{width}}  {row['size_mb']:>5} MB  {state:<12}  {row['good_for']}")
    click.echo("")
    if not models.installed():
        none = "No Whisper" if here else "None"
        click.echo(f"{none} is here yet. For daily use: voicedrill models pull {models.RECOMMENDED}")
    click.echo("The embedded recogniser (moonshine) needs no download. Accuracy and licences: docs/models.md")


@command.command()
@click.argument("name")
@click.option("--yes", "-y", is_flag=True, help="Do not ask before downloading.")
@click.option(
    "--from",
    "endpoint",
    metavar="URL",
    help="Another hub with the same interface. Default: HF_ENDPOINT, else https://huggingface.co.",
)
def pull(name: str, yes: bool, endpoint: str | None) -> None:
    """Fetch the model NAME: says what, how large and from where, and asks first.

    A download that broke off goes on where it stopped.
    """
    from voicedrill.weights import hub, models

    model = models.find(name)
    endpoint = hub.checked_endpoint(endpoint or hub.default_endpoint())
    if any(here.name == name for here in models.installed(model.kind)):
        say(f"The model {name} is here already: {models.path_of(name, model.kind)}")
        return
    came = models.unfinished().get(name, 0.0)
    went_on = f", {came:.0f} MB of it here from an earlier try" if came else ""
    click.echo(
        f"{name}: about {model.size_mb} MB{went_on}, licence {model.licence}\n"
        f"from  {endpoint}/{model.repository}\n"
        f"to    {models.models_dir() / name}",
        err=True,
    )
    if not yes:
        _ask()
    with _progress() as progress:
        try:
            path = models.pull(name, endpoint=endpoint, progress=progress)
        except KeyboardInterrupt:
            click.echo("Stopped. What has arrived is kept: the same command goes on from there.", err=True)
            raise
    say(f"The model {name} is ready: {path}")


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete the model NAME from this machine, an unfinished download too."""
    from voicedrill.weights import models

    freed_mb = models.remove(name)
    say(f"Removed {name}: {freed_mb:.0f} MB are free again.")


def _ask() -> None:
    from voicedrill.errors import ModelError, UsageError

    if not sys.stdin.isatty():
        raise UsageError("There is no terminal to ask at. Say --yes to download.")
    if not click.confirm("Download it?", err=True):
        raise ModelError("Nothing was downloaded, as you said.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error; without a terminal a line at each tenth."""
    if is_quiet():
        yield lambda *_: None
        return
    if not sys.stderr.isatty():
        tenths = 0

        def lines(name: str, here: int, total: int) -> None:
            nonlocal tenths
            if total and here * 10 // total > tenths:
                tenths = here * 10 // total
                say(f"{tenths * 10:3d} %  {here / 1e6:.0f} of {total / 1e6:.0f} MB  {name}")

        yield lines
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def draw(name: str, here: int, total: int) -> None:
            bar.update(task, description=name, completed=here, total=total)

        yield draw
