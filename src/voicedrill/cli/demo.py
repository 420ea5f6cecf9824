"""`voicedrill demo`: the whole loop on a spoken answer that ships with voicedrill."""

from typing import TYPE_CHECKING

import click

from voicedrill.cli.messages import say
from voicedrill.cli.reporting import (
    advise_on_engine,
    check_engine,
    chosen_question,
    report_options,
    show,
)

if TYPE_CHECKING:
    from voicedrill.decks.model import Question


@click.command()
@report_options
@click.option("--no-voice", is_flag=True, help="Do not play the question.")
def command(
    as_json: bool, engine: str, question: str | None, question_file: str | None, no_voice: bool
) -> None:
    """The whole loop on a spoken answer that ships with voicedrill.

    Needs no microphone and no download and asks nothing. Plays the question if there is a speaker.
    """
    import json

    from voicedrill.errors import InputError
    from voicedrill.resources import demo_dir
    from voicedrill.sessions.analyse import Analyser

    check_engine(engine)
    answer = demo_dir() / "answer.flac"
    truth = demo_dir() / "answer.truth.json"
    if not (answer.is_file() and truth.is_file()):
        raise InputError(f"The demo's answer is missing from {demo_dir()}. Install voicedrill again.")
    if question is None and question_file is None:
        question = json.loads(truth.read_text(encoding="utf-8"))["question"]
    deck, asked = chosen_question(question, question_file)
    with Analyser(engine) as analyser:
        if asked is not None:
            say(f"The question: {asked.ask}")
            if not no_voice:
                _ask_aloud(asked)
        recogniser = analyser.recogniser
        model = f" ({recogniser.model})" if recogniser.model else ""
        say(f"Listening to the answer with {recogniser.name}{model} ...")
        report = analyser.analyse_file(answer, asked, deck)
    show(report, as_json)
    if not as_json:
        advise_on_engine(report)


def _ask_aloud(question: "Question") -> None:
    """Play the question; what is missing for that is told and is no error: the demo needs no speaker."""
    from voicedrill.audio.files import read_clip
    from voicedrill.audio.playback import open_speaker
    from voicedrill.errors import VoicedrillError
    from voicedrill.voice.speech import render

    try:
        speaker = open_speaker()
        speaker.play(read_clip(render(question.ask)))
    except VoicedrillError as error:
        say(f"The question is not played: {error}")
