"""The shape of a deck's data: which keys there are and what each may hold.

Imports pydantic, so it is imported only when a deck is read. The shapes take the shorthand of the format
(a point as a string, a follow-up as a string); what spans several keys (ids, frameworks) is `load`'s.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, core_schema

from voicedrill.decks.model import Difficulty, Kind

DECK_SCHEMA = "voicedrill.deck/1"
#: How keys of the deck's owner begin; a shape collects them under just this name.
EXTRA = "x-"


class Shorthand:
    """A string stands for what ``whole`` makes of it; the JSON Schema allows both."""

    def __init__(self, whole: Callable[[str], Any]) -> None:
        self._whole = whole

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.no_info_before_validator_function(
            lambda value: self._whole(value) if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": "\\S"}, handler(core)]}


def shorthand(key: str) -> Shorthand:
    """A string stands for a mapping with only ``key``."""
    return Shorthand(lambda text: {key: text})


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty")
    return text.strip()


def _id(text: str) -> str:
    if not re.fullmatch(r"\w[\w.-]*", text):
        raise PydanticCustomError("id", "not an id")
    return text


def _band(pair: tuple[float, float]) -> tuple[float, float]:
    low, high = pair
    if not 0 < low <= high < 86_400:
        raise PydanticCustomError("band", "not a band")
    return pair


def _pair(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise PydanticCustomError("band", "not a band")
    return tuple(value)


# What the validators ask for is said once more for the JSON Schema. Its patterns know ASCII letters only, so
# the one for ids is wider than `_id`.
Text = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"pattern": "\\S"})]
Prose = Annotated[str, Field(min_length=1)]
Id = Annotated[
    str,
    AfterValidator(_id),
    Field(json_schema_extra={"pattern": r"^[^\s!-,/:-@[-^`{-~.-][^\s!-,/:-@[-^`{-~]*$"}),
]
Band = Annotated[
    tuple[float, float],
    BeforeValidator(_pair),
    AfterValidator(_band),
    Field(json_schema_extra={"items": False}),
]
#: One or several texts.
Texts = Annotated[list[Text], Shorthand(lambda text: [text])]
Notes = dict[str, Texts]


class Shape(BaseModel):
    """A mapping of a deck: unknown keys are errors, ``x-`` keys are collected, null is as good as absent."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _sorted_out(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        own = {key: value for key, value in data.items() if key.startswith(EXTRA)}
        known = cls.keys()
        rest = {k: v for k, v in data.items() if k not in own and (v is not None or k not in known)}
        return {**rest, EXTRA: own} if own else rest

    @classmethod
    def keys(cls) -> set[str]:
        """The keys that may be written."""
        return {field.alias or name for name, field in cls.model_fields.items()} - {EXTRA}

    extra: dict[str, Any] = Field(default={}, alias="x-")


class SourceShape(Shape):
    """Where something came from."""

    file: Text
    line: Annotated[int, Field(ge=1)] | None = None


class PointShape(Shape):
    """A talking point."""

    say: Text
    id: Id | None = None
    aliases: list[Text] = []
    weight: Annotated[float, Field(gt=0, le=100)] = 1.0
    must: bool = False
    source: SourceShape | None = None


class FollowUpShape(Shape):
    """A question asked after the answer."""

    ask: Text
    points: list[Annotated[PointShape, shorthand("say")]] = []
    source: SourceShape | None = None


class BeatShape(Shape):
    """One step of a framework."""

    beat: Text
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    cues: list[Text] = []


FrameworkShape = Annotated[list[Annotated[BeatShape, shorthand("beat")]], Field(min_length=1)]


class QuestionShape(Shape):
    """One thing asked."""

    ask: Text
    id: Id | None = None
    rewordings: list[Text] = []
    kind: Kind = "behavioural"
    seconds: Band | None = None
    points: list[Annotated[PointShape, shorthand("say")]] = []
    framework: Text | None = None
    beats: Notes = {}
    facts: list[Text] = []
    red_flags: list[Text] = []
    follow_ups: list[Annotated[FollowUpShape, shorthand("ask")]] = []
    script: Prose | None = None
    difficulty: Difficulty | None = None
    tags: list[Text] = []
    role: Text | None = None
    story: Text | None = None
    why: Prose | None = None
    source: SourceShape | None = None


class DeckQuestionShape(QuestionShape):
    """A question in a deck: there it needs a name to be asked for."""

    id: Id


class TermShape(Shape):
    """A term of the glossary."""

    term: Text
    say: Texts = []


class StoryShape(Shape):
    """A story that several questions may use."""

    id: Id
    title: Text
    framework: Text | None = None
    beats: Notes = {}
    facts: list[Text] = []
    verified: Prose | None = None
    use_for: list[Text] = []
    follow_ups: list[Annotated[FollowUpShape, shorthand("ask")]] = []
    source: SourceShape | None = None


class RoundShape(Shape):
    """One round of an interview loop."""

    id: Id
    name: Text
    minutes: Band | None = None
    kinds: list[Kind] = []
    questions: Annotated[int, Field(ge=1)] | None = None


class DeckShape(Shape):
    """A whole deck."""

    title: Text
    questions: list[DeckQuestionShape]
    deck_schema: Literal["voicedrill.deck/1"] = Field(default="voicedrill.deck/1", alias="schema")
    company: Text | None = None
    role: Text | None = None
    glossary: list[Annotated[TermShape, shorthand("term")]] = []
    frameworks: dict[str, FrameworkShape] = {}
    stories: list[StoryShape] = []
    rounds: list[RoundShape] = []
