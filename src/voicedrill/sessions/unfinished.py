"""Whether words sound as if more were to come: then a silence is a thought, not the end of the answer.

A short list of words that seldom end a sentence, and the few ways in which they do. Recognisers put a full
stop behind whatever they hear last, so it counts for nothing here; a comma or dots do.
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLED_PAUSE = re.compile(r"u+m+|u+h+m*|e+r+m*|h*m+m+|a+h+|e+h+m*")
#: Articles, possessives and what else stands before a noun.
_BEFORE_NOUN = _set("a an the my our your his their its every another such these very quite which whose")
_JOINING = _set(
    "and but or nor because although while whereas unless until whether if when where who since as than of"
    " into onto from between during without per via plus besides despite towards toward against among"
)
#: They end questions and relative clauses: "what I look for", "the one I worked with".
_STRANDED = _set(
    "for with at to in on by about like is are was were be been am have has had will would could should might"
    " must can may do does did"
)
_SUBJECTS = _set("i we they he she")
_SHORT_VERB = re.compile(
    r"(i'm|(i|we|you|they|he|she|it|that|there|who)'(ve|re|ll|d)|(it|that|there|he|she|what|here|let)'s)"
)
#: In the same breath, one of these makes the end of a stranded word a good one.
_OPENERS = _set("what which who whom where why how than as whatever wherever however")
_OPENER_REACH = 8
#: Verbs that take the word with them: "move on", "log in", "used to", "as we did".
_TAKES = {
    "on": _set("move moved moving go goes went going carry carried keep kept later early so hold"),
    "in": _set("log logs logged logging sign signed check checked come came joined join"),
    "to": _set("used want wanted need needed had have able like supposed got meant ought happy glad"),
    "by": _set("went goes go stood pass passed stop stopped"),
    "so": _set(
        "think thought hope hoped guess suppose believe say said do did doing even more or afraid quite"
    ),
}
_PRO_VERBS = _set("have has had will would could should might must can may do does did is are was were")
#: "That" begins a clause behind one of these.
_BEFORE_THAT = _set(
    "think thinks thought know knew known say says said so is was means meant found decided realised realized"
    " believe believed felt feel sure told mean fact agreed showed saw noticed suggested explained such now"
    " given learned learnt argued hoped provided and but or because"
)


def is_unfinished(text: str) -> bool:
    """Whether ``text``, the last words said, ends in a filled pause or amid a sentence. No words: False."""
    written = text.rstrip()
    words = re.findall(r"[\w']+", written.lower().replace("’", "'"))
    if not words:
        return False
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if written.endswith((",", "…", "...", "-", "–", "—", ":", ";")) or _FILLED_PAUSE.fullmatch(last):
        return True
    if last in _BEFORE_NOUN or last in _JOINING or last in _SUBJECTS or _SHORT_VERB.fullmatch(last):
        return True
    if last == "so":
        return before not in _TAKES["so"]
    if last == "that":
        return before in _BEFORE_THAT or words[-3:-2] in (["a"], ["an"], ["the"])  # "a script that"
    return last in _STRANDED and not _ends_well(last, words[:-1])


def _ends_well(last: str, before: list[str]) -> bool:
    """Whether ``last``, which asks for more, may stand at the end after the words ``before``."""
    if not before:
        return last in _PRO_VERBS
    if before[-1] in _TAKES.get(last, ()) or _OPENERS & set(before[-_OPENER_REACH:]):
        return True
    answers = {"yes", "no", "if", "so", "neither", "nor"} & set(before[-3:])
    return last in _PRO_VERBS and bool(answers)
