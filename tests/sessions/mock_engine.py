"""A deck of three rounds, and an engine that hears a fitting answer to each of its questions."""

from voicedrill.audio.clips import Samples
from voicedrill.recognition.base import Heard, Hints

DECK = """\
schema: voicedrill.deck/1
title: A clinic
rounds:
  - {id: first, name: First call, minutes: [5, 10], kinds: [pitch], questions: 1}
  - {id: manager, name: Hiring manager, minutes: [5, 10], kinds: [behavioural], questions: 2}
  - {id: team, name: The team, minutes: [5, 10], kinds: [technical, ask-them], questions: 1}
stories:
  - {id: visits, title: Missed visits, framework: star, beats: {action: [called forty patients]}}
  - {id: rota, title: The rota, framework: star, beats: {action: [took turns]}}
questions:
  - id: you
    ask: Who are you?
    kind: pitch
    seconds: [5, 10]
    points: [{id: desk, say: I run the front desk, must: true}]
  - id: better
    ask: What did you make better?
    seconds: [5, 10]
    story: visits
    points: [{id: called, say: I called patients, must: true}, {id: message, say: I wrote a text message}]
    facts: [11 percent of visits missed]
  - id: data
    ask: When did numbers help you?
    seconds: [5, 10]
    story: visits
    points: [{id: counted, say: I counted the missed visits}]
    facts: [11 percent of visits missed]
  - id: system
    ask: How does your booking work?
    kind: technical
    seconds: [5, 10]
    points: [a calendar]
    follow_ups: [What do you do when it is down?]
  - id: ask
    ask: What would you like to ask us?
    kind: ask-them
    seconds: [5, 10]
    points: [{id: day, say: what does an ordinary day look like}, {id: next, say: when will I hear from you}]
"""
#: What is said to a question, by its id; to all follow-ups the last.
SAYS = {
    "you": "I run the front desk of a clinic with a team of five people, and I like it there.",
    "better": (
        "Patients kept missing their visits at the clinic, so I called forty patients and asked for the "
        "reason. Most had simply forgotten their appointment. In the end only 11 percent of visits were "
        "missed, and the dentist hung the chart in the kitchen beside the kettle."
    ),
    "data": (
        "I counted the missed visits at the clinic for a month and called the patients who had forgotten "
        "their appointment. I showed the dentist the chart in the kitchen. In the end only 19 percent of "
        "visits were missed, and the reason was plain to everybody."
    ),
    "system": "It is a calendar with one row for each chair.",
    "ask": "Yes. What does an ordinary day look like here?",
    "follow-up": "And then I wrote it down.",
}


class Engine:
    """Hears the answer to the question that was ``asked`` last, whatever the sound."""

    name = "speaker"
    model: str | None = None
    asked = "follow-up"

    def transcribe(self, samples: Samples, hints: Hints) -> Heard:  # noqa: ARG002 - a port's
        """All of it in the first cut, nothing in those after it."""
        said, Engine.asked = SAYS.get(Engine.asked, SAYS["follow-up"]) if Engine.asked else "", ""
        return Heard(said)

    def close(self) -> None:
        """Nothing to free."""


def availability() -> None:
    """It is always there."""
