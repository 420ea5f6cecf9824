"""A question with blanks, as it is read aloud. The screen and reports show it as it was written. Pure.

Sheets of questions have places for whatever the reader fills in: "Why do you want to work at [company]?". A
person who reads that to another says "this company"; a place for a figure or a name is passed over, with the
words that lead up to nothing else: "grow revenue by [X]%?" is "grow revenue?".
"""

import re

from voicedrill.decks.blanks import BLANK, LIGHT_WORDS, orphans_taken, without_marks


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What a blank may stand for that can be pointed to: "this company".
_THINGS = _listed(
    "company organisation organization firm employer business startup agency bank school university college "
    "hospital clinic practice ward role position job team department product service platform app system "
    "technology tool framework language library database project programme program industry sector field "
    "domain area subject topic skill city country region market competitor customer client candidate "
    "colleague stakeholder feature brand manager interviewer"
)
#: Behind a thing they are that thing: "company name" is a company.
_OF_A_THING = _listed("name title")
#: Such a thing is the one's who is asked: "your last employer".
_YOURS = _listed("last previous former current present old")
_DETERMINERS = (
    "a|an|the|this|that|these|those|my|your|our|their|his|her|its|one|another|some|any|no|every|each"
)
_BEGINS_A_PHRASE = re.compile(rf"(?:{_DETERMINERS})\b", re.IGNORECASE)
_DETERMINED = re.compile(rf"\b(?:(?:{_DETERMINERS})(?:\s+\w+)?|what|which|whose)\s*$", re.IGNORECASE)
_LEADS = (
    "in|at|on|of|for|to|from|with|by|as|into|within|during|since|until|after|before|between|through|via|per"
)
#: What leads up to a blank that ends its phrase: "in \0?", "to the \0 and", "from \0 to \0".
_LEADING = re.compile(
    rf"(?:\b(?:{_LEADS}|about|like|the|an?|your|our|my|their)\s+)+"
    rf"\0(?=\s*(?:[,.;:?!)]|$|\0|(?:and|or|but|when|where|that|{_LEADS})\b))",
    re.IGNORECASE,
)
_MEASURING = re.compile(
    r"\b(?:(?:more|fewer|less) than|up to|at (?:least|most)|over|under|around|about|nearly|almost|roughly)\s+"
    r"(?=\0)",
    re.IGNORECASE,
)
#: "In \0 years" is in some years.
_SO_MANY = re.compile(rf"(\b(?:{_LEADS})\s+)\0(?=\s+(?:[a-z]+[^\Ws]s|people)\b)", re.IGNORECASE)


def aloud(text: str) -> str:
    """``text`` as it is read aloud; itself where it has no blanks, empty where nothing else is in it."""
    if not BLANK.search(text):
        return text
    clean = text.replace("\0", " ")
    marked = BLANK.sub(lambda blank: _named(blank.group(), clean[: blank.start()]), clean)
    counted = _SO_MANY.sub(r"\1some", _MEASURING.sub("", orphans_taken(marked)))
    rest = without_marks(_LEADING.sub("\0", counted))
    if BLANK.search(rest):  # blanks within blanks
        return aloud(rest)
    words = re.findall(r"\w+", rest.casefold())
    return "" if all(word in LIGHT_WORDS for word in words) else rest


def _named(blank: str, before: str) -> str:
    """The words for a blank that names a thing, or gives the words to say; else the mark of a blank."""
    inside = re.sub(r"^(?:what|which)\s+(.+?)\s*\?$", r"\1", blank.strip("[]").strip(), flags=re.IGNORECASE)
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", inside)
    if not words or re.search(r"[?…:=<>\d]|\.\.|\b[ei]\.[ge]\b", inside) or BLANK.search(inside):
        return "\0"
    if len(words) > 1 and words[-1].lower() in _OF_A_THING:
        words = words[:-1]
    if words[-1].lower() in _THINGS and len(words) <= 4:
        thing = (" or " if "/" in inside else " ").join(words).lower()
        if _BEGINS_A_PHRASE.match(thing) or _DETERMINED.search(before):
            return thing
        return f"your {thing}" if words[0].lower() in _YOURS else f"this {thing}"
    says_itself = len(words) > 1 and _BEGINS_A_PHRASE.match(inside)
    is_name = all(word[0].isupper() and not word.isupper() for word in words)
    return inside if says_itself or is_name else "\0"
