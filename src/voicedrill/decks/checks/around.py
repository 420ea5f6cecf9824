"""What stands around the questions: the rounds of the interview and the glossary."""

import re
from collections.abc import Iterator

from voicedrill.decks.checks.finding import Finding, at
from voicedrill.decks.load import LoadedDeck
from voicedrill.decks.rewrite import Remove

#: Letters with digits or signs among them are said in ways that nobody can guess ("p99", "k8s", "CI/CD").
_UNSPEAKABLE = re.compile(r"[^\W\d_]+\d|\d+[^\W\d_]{2,}|[^\W_][/&+#_][^\W_]|[+#]+$")


def empty_rounds(loaded: LoadedDeck) -> Iterator[Finding]:
    """A round whose kinds of questions the deck has not."""
    have = {question.kind for question in loaded.deck.questions}
    for i, round_ in enumerate(loaded.deck.rounds):
        if have and round_.kinds and not have & set(round_.kinds):
            kinds = " or ".join(f"'{kind}'" for kind in dict.fromkeys(round_.kinds))
            message = f"the round '{round_.id}' asks questions of kind {kinds}, and the deck has none"
            yield at(loaded, "round-without-questions", "warning", ("rounds", i, "kinds"), message)


def terms(loaded: LoadedDeck) -> Iterator[Finding]:
    """Terms that stand twice, or that nobody can guess how to say.

    Terms that nothing in the deck uses are none of them: the glossary is for what a speaker may say.
    """
    first: set[str] = set()
    for i, term in enumerate(loaded.deck.glossary):
        place = ("glossary", i)
        name = term.term.casefold()
        if name in first:
            same = [t for t in loaded.deck.glossary if t.term.casefold() == name]
            edits = (
                (Remove(place),) if set(term.say) <= set(same[0].say) and term.term == same[0].term else ()
            )
            yield at(loaded, "duplicate-term", "warning", place, f"'{term.term}' stands twice", *edits)
            continue
        first.add(name)
        if not term.say and _UNSPEAKABLE.search(term.term):
            message = f"how is '{term.term}' said? Write {{term: {term.term}, say: [...]}}"
            yield at(loaded, "term-without-say", "warning", place, message)


RULES = (empty_rounds, terms)
