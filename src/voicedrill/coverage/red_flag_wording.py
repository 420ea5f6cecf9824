"""What a deck's red flag says is missing: "ignores the cost", "adds indexes without considering write cost".

Such a flag is not found by its words but by their absence. `missing_in` takes its wording apart into what is
done (often nothing but "designs a solution") and the things of which not a word is said.
"""

from dataclasses import dataclass

from voicedrill.coverage.red_flag_families import compiled

_CONSIDERING = (
    r"(?:(?:ever|even|really|properly|once|actually) )*(?:(?:consider|address|discuss|explain|mention|"
    r"understand|"
    r"demonstrat|recogni[sz]|acknowledg|think|thought|offer|ask|say|giv|show|measur|check|plan|cover|"
    r"tell|told|"
    r"talk|look|deal|handl|ensur|specify|express)\w*(?: (?:about|at|of|for|to|with|up))? )?"
)
_ANY = r"(?:(?:any|a|an|the|a single|all|its|their|his|her|how|what|why|which|who|when|where|that|of|for) )*"
#: What opens a missing thing, and what may stand between.
_MISSING = (
    r"\b(?:without|not|n't|never|cannot|can't|no|nothing|nobody|hardly|ignor(?:es|ing|ance of)|"
    r"forget(?:s|ting)?(?: to)?|"
    r"skip(?:s|ping)?|neglect(?:s|ing)?(?: to)?|miss(?:es|ing)|lack(?:s|ing)?(?: of)?|omit(?:s|ting)?|"
    r"overlook(?:s|ing)?|fail(?:s|ing|ure)? to|leav(?:es|ing) out|blind to|disregard(?:s|ing)?|unclear|"
    r"no thought for|rather than|instead of)\s+" + _CONSIDERING + _ANY
)
_NOT_CONSIDERED = (
    r"\b(?:without|not) (?:ever )?(?:consider|address|discuss|mention|explain|demonstrat|understand|"
    r"acknowledg|handl)"
)
#: The label itself names what is missing: "Cost blind", "Scalability afterthought".
_LABEL = r"^([a-z' -]+?) (?:blind|blindness|ignorance|afterthoughts?|unawareness)$"
_SPLIT = (
    r"\s*(?:,|;|\b(?:that|which|who) "
    r"(?:should|would|could)\b.*|\bor\b|\band\b)\s*(?:how|what|why|whether|any|the|a|an|to)?\s*\b"
)
#: What an answer "does" in any flag: it says nothing of this one.
_GENERIC = (
    r"\b(?:design|build|decid|do|us|propos|writ|describ|generic|assum|focus|provid|suggest|creat|giv|"
    r"implement|"
    r"discuss|"
    r"talk|explain|mention|say|claim|go|goe|jump|start|answer|solution|system|approach|advice|statement|"
    r"details?|"
    r"specific|basic|simple|makes?|making|lists?|listing|solv|response)\w*\b"
)


#: What a flag may say is missing -> how an answer speaks of it without naming it.
_SPOKEN_OF = (
    (
        r"cost|price|pric|budget|money|expens",
        r"cost|costs|price|pay|paid|bill|budget|cheap\w*|expensive|afford\w*|"
        r"money|pounds?|dollars?|euros?|spend|spent|licen[cs]es?|per (?:month|year|gigabyte|user)",
    ),
    (
        r"tri(?:ed|es|al)|test|rehears|practis|drill|proven",
        r"tests?|tested|testing|tri(?:ed|al|als)|rehears\w+|drills?|"
        r"practi[sc]e\w*|dry run|walk through|run through|exercise\w*|for real|every (?:month|quarter|"
        r"year)|checked",
    ),
    (
        r"alternativ|option|other way|trade.?off|compar",
        r"alternativ\w+|options?|instead|rather than|compared?|versus|"
        r"trade offs?|looked at|considered|weighed|either|the other way|other (?:one|ways?|tools?|options?)|"
        r"(?:i|we) could have|downside|ruled out",
    ),
    (
        r"secur|access|secret|password|auth",
        r"secur\w+|tokens?|passwords?|encrypt\w*|secrets?|keys?|vault|"
        r"permissions?|authenti\w+|authori\w+|log in|signed|tls|certificates?|audit\w*|roles?|attack\w*",
    ),
    (
        r"way back|roll.?back|failure|goes wrong|fall.?back|plan b|recover",
        r"(?:go|went|going|switch|switched|roll|"
        r"rolled|put it|turn it) back|rollback|revert\w*|undo|fall ?back|fail ?over|back ?ups?|spare|"
        r"restor\w+|plan b|"
        r"if (?:it|that|this|one|the [a-z]+|anything) (?:[a-z]+ )?(?:fail\w*|breaks?|goes|went|dies|"
        r"is down)|stand ?by",
    ),
    (
        r"monitor|alert|observ|metric|measur|dashboard",
        r"monitor\w*|alerts?|alarms?|graphs?|dashboards?|metrics?|"
        r"measur\w+|watch\w*|track\w*|page[ds]?|logs?|counters?|percent\w*",
    ),
    (
        r"users?\b|customer|client",
        r"users?|customers?|clients?|guests?|readers?|visitors?|buyers?|members?",
    ),
    (
        r"wish|feeling|dignity|consent|listen",
        r"wish\w*|feel\w*|felt|asked|ask|want\w*|consent\w*|listen\w*|"
        r"prefer\w*|choice|chose|agreed",
    ),
    (
        r"follow.?up|afterwards|check back|checks? later",
        r"follow\w* up|afterwards|(?:rang|called) (?:her|him|them|the)|checked|went back|"
        r"came back|next (?:day|morning|week|month)|saw (?:her|him|them) (?:again|on)",
    ),
    (
        r"lesson|learn|differently|view|reflect",
        r"learn\w*|lesson|since then|next time|differently|realis\w+|taught|after that|from then|these days",
    ),
    (
        r"deadline|date|time.?line|when\b|schedule",
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|months?|days?|"
        r"hours?|deadline|january|february|march|april|june|july|august|september|october|november|december",
    ),
)


def is_spoken_of(thing: str, said: str) -> bool:
    """Whether words that stand for a thing are among those of a clause, both in lower case."""
    return any(
        compiled(rf"\b(?:{names})").search(thing) and compiled(rf"\b(?:{words})\b").search(said)
        for names, words in _SPOKEN_OF
    )


@dataclass(frozen=True)
class Missing:
    """``done``: what must be said for the flag to apply, "" if nothing; ``things``: what must not be."""

    done: str
    things: tuple[str, ...]


def _plain(wording: str) -> str:
    """Lower case, "doesn't" written out."""
    plain = wording.lower().replace("’", "'").strip().rstrip(".")
    return plain.replace("can't", "cannot").replace("won't", "will not").replace("n't", " not")


def is_missing(wording: str) -> bool:
    """Whether a flag says plainly that something is not considered, whatever else it names."""
    return bool(compiled(_NOT_CONSIDERED).search(_plain(wording)))


def missing_in(wording: str) -> Missing | None:
    """What a flag says is missing; None when it says nothing of the kind."""
    label, colon, rest = _plain(wording).partition(":")
    body = (rest if colon else label).strip()
    named = compiled(_LABEL).match(label) if colon else None
    found = compiled(_MISSING).search(body)
    in_label = compiled(_MISSING).match(label) if colon else None
    things: list[str] = []
    done = ""
    if found:
        things += compiled(_SPLIT).split(body[found.end() :])
        done = compiled(_GENERIC).sub("", body[: found.start()]).strip(" ,;")
    if in_label:
        things.append(label[in_label.end() :])
        done = ""
    if named:
        things.append(named[1])
        done = ""
    things = [thing for thing in (t.strip(" .,;") for t in things) if thing]
    return Missing(done, tuple(things)) if things else None
