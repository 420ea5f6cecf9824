"""Facts from memory: the numbers of your own stories, asked for one by one.

An answer of a few words has little around its number, and the prompt has said of what it is; so a number is
compared by itself (`coverage.comparison`), and only an answer without one is left to `coverage.facts`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.coach.drills.common import drawn, own_questions
from voicedrill.coach.drills.fact_prompts import numbers_of, prompt_for, tells
from voicedrill.coach.drills.model import Drill, DrillItem, DrillResult, FactRecall, Limits, Options, Said
from voicedrill.coverage.answers import Answer, prepare
from voicedrill.coverage.comparison import same_kind, same_number
from voicedrill.coverage.fact_reading import meant, read_fact
from voicedrill.coverage.numbers import Number
from voicedrill.coverage.results import FactVerdict
from voicedrill.decks.model import Deck, Kind, Question, Story
from voicedrill.errors import UsageError

DEFAULT_COUNT = 20
LIMITS = Limits(max_s=10.0, end_silence_s=1.5, think_s=0.0)
#: A question longer than this is named by its id, words.
_LONGEST_LABEL = 14
_ASKS_TO_TELL = re.compile(
    r"^(?:please )?(?:tell (?:me|us)|describe|walk (?:me|us) through)(?: briefly| a little)?(?: about)? ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Group:
    """Facts of one story, or of one question without a story. ``labels``: the best first."""

    id: str
    labels: tuple[str, ...]
    kind: Kind
    facts: tuple[str, ...]


def build(deck: Deck, options: Options) -> Drill:
    """One item a fact, those that were wrong last time first. Raises UsageError when no fact has a number."""
    if options.question_id is not None:
        own_questions(deck, options, lambda question: bool(question.facts or question.story), "fact")
    items = [item for group in _distinct(_groups(deck, options)) for item in _items(group)]
    if not items:
        raise UsageError(
            "This deck has no fact with a number to ask for. Add some to its stories or questions, such as"
            ' facts: ["p99 under 50 ms", "40 patients called"].'
        )
    first = [item for item in items if item.question.facts[0] in options.wrong_before]
    rest = [item for item in items if item not in first]
    count = options.count or DEFAULT_COUNT
    chosen = (*drawn(first, len(first), options.seed), *drawn(rest, len(rest), options.seed))[:count]
    return Drill("facts", chosen, own=len(items))


def score(said: Sequence[Said]) -> DrillResult:
    """Which numbers were right, wrong, or not said."""
    facts = tuple(_recall(one) for one in said)
    return DrillResult("facts", facts=facts, passed=sum(fact.verdict.status == "stated" for fact in facts))


def _groups(deck: Deck, options: Options) -> Iterator[_Group]:
    by_story = {story.id: story for story in deck.stories}
    wanted = options.question_id
    for story in deck.stories:
        used = [q for q in deck.questions if q.story == story.id]
        if wanted is None or any(question.id == wanted for question in used):
            facts = (*story.facts, *(fact for question in used for fact in question.facts))
            yield _Group(story.id, _labels_of_story(story, used), "behavioural", facts)
    for question in deck.questions:
        if question.story not in by_story and wanted in (None, question.id):
            # What the question itself says is no matter of memory.
            facts = tuple(fact for fact in question.facts if not tells(question.ask, numbers_of(fact)))
            yield _Group(question.id, _labels_of_question(question), question.kind, facts)


def _labels_of_story(story: Story, used: Sequence[Question]) -> tuple[str, ...]:
    asked = [label for question in used for label in _labels_of_question(question)]
    return (f"{story.title.rstrip(' .:')}: ", _words_of(story.id), *asked)


def _labels_of_question(question: Question) -> tuple[str, ...]:
    ask = question.ask.strip()
    first = re.split(r"(?<=[.?!])\s", ask)[0]
    told = _ASKS_TO_TELL.match(first)
    topic = first[told.end() :].rstrip(" .?!:") if told else ""
    labels = []
    if topic and not topic.startswith("yourself"):
        labels.append(topic[:1].upper() + topic[1:] + ": ")
    elif len(ask.split()) <= _LONGEST_LABEL:
        labels.append(f"{ask if ask[-1:] in '.?!' else ask + '.'} Your number: ")
    return (*labels, _words_of(question.id))


def _words_of(name: str) -> str:
    text = re.sub(r"[-_\s]+", " ", name).strip()
    return text[:1].upper() + text[1:] + ": "


def _distinct(groups: Iterator[_Group]) -> Iterator[_Group]:
    """Every fact once: stories and questions repeat each other, in almost the same words or in part."""
    seen: list[tuple[str, frozenset[object], frozenset[str]]] = []
    for group in groups:
        kept = []
        for text in group.facts:
            fact = read_fact(text)
            numbers = frozenset((number.kind, round(number.size, 9)) for number in fact.numbers)
            stems = frozenset(term.stem for term in fact.context)
            again = any(
                (numbers <= others and stems <= about and where == group.id)
                or (numbers == others and (stems <= about or about <= stems) and stems and about)
                for where, others, about in seen
            )
            if not again:
                seen.append((group.id, numbers, stems))
                kept.append(text)
        yield _Group(group.id, group.labels, group.kind, tuple(kept))


def _items(group: _Group) -> Iterator[DrillItem]:
    told = [number for fact in group.facts for number in numbers_of(fact)]
    # No label may tell a number of the same story, not even that of another fact.
    label = next((label for label in group.labels if not tells(label, told)), "")
    prompts = [prompt_for(fact, pay=group.kind == "compensation") for fact in group.facts]
    for place, (fact, prompt) in enumerate(zip(group.facts, prompts, strict=True), 1):
        # What two facts answer differently cannot be asked.
        if prompt is None or prompts.count(prompt) > 1:
            continue
        several = label.replace("Your number:", "Your numbers:") if len(numbers_of(fact)) > 1 else label
        ask = several + prompt if label else prompt[:1].upper() + prompt[1:]
        band = (1.0, LIMITS.max_s)
        question = Question(f"{group.id}-fact-{place}", ask, group.kind, band, facts=(fact,))
        yield DrillItem(question, LIMITS)


def _recall(said: Said) -> FactRecall:
    fact = said.item.question.facts[0]
    verdict, left_out = judge(fact, prepare(said.transcript.words))
    if verdict.status == "absent" and said.assessment.coverage.facts:
        verdict = said.assessment.coverage.facts[0]
    return FactRecall(said.item.question.ask, verdict, left_out, said.assessment.delivery.first_word_s)


def judge(fact: str, answer: Answer) -> tuple[FactVerdict, tuple[str, ...]]:
    """Whether the numbers of a fact were said in an answer about nothing else, and which were not.

    Stated when all were, or at least half and nothing else in their place; misstated when another number of
    the same kind was.
    """
    wanted, spare = numbers_of(fact), list(meant(answer))
    found: list[Number] = []
    left_out: list[Number] = []
    ones = 0
    for number in wanted:
        same = next((other for other in spare if _same(number, other)), None)
        if same is not None:
            spare.remove(same)
            found.append(same)
        elif number.value == 1 and _says_one(answer):
            ones += 1
        else:
            left_out.append(number)
    missing = tuple(number.text.strip(" ,.;:") for number in left_out)
    wrong = next((other for number in left_out for other in spare if _rivals(number, other)), None)
    if wrong is not None:
        said = wrong.text.strip(" ,.;:?!")
        return FactVerdict(fact, "misstated", said, answer.quote(wrong.first, wrong.last)), missing
    if not left_out or 2 * (len(found) + ones) >= len(wanted):
        places = [place for number in found for place in (number.first, number.last)]
        evidence = answer.quote(min(places), max(places)) if places else None
        return FactVerdict(fact, "stated", None, evidence), missing
    return FactVerdict(fact, "absent", None, None), missing


def _same(wanted: Number, said: Number) -> bool:
    """As `same_number`; and asked "how many times", a bare "ten" is enough."""
    bare_multiple = wanted.unit == "x" and said.unit is None and said.value == wanted.value
    return bare_multiple or same_number(wanted, said)


def _rivals(wanted: Number, said: Number) -> bool:
    """Whether a number was said in the place of ``wanted``: seconds are not, where none are asked for."""
    bare = said.unit is None and wanted.unit == "x"
    return bare or (same_kind(wanted, said) and (said.kind is None or said.kind == wanted.kind))


def _says_one(answer: Answer) -> bool:
    """ "One", "a week", "just the one": no number to `find_numbers`, but an answer to "how many"."""
    return any(token.text in ("one", "a", "an", "single") for token in answer.tokens)
