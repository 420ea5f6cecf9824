"""What the labels of a prep document say about the text after them: "Red flags:", "Model answer:", "Why
they ask:".
"""

import re
from enum import Enum
from functools import lru_cache


class Role(Enum):
    """What the text below a label is to a question."""

    ANSWER = "answer"
    SCRIPT = "script"
    WHY = "why"
    WANTED = "wanted"
    FOLLOW_UPS = "follow-ups"
    RED_FLAGS = "red flags"
    TIPS = "tips"
    NOTES = "notes"
    TAGS = "tags"
    KIND = "kind"
    DIFFICULTY = "difficulty"
    ROLE = "role"
    FRAMEWORK = "framework"
    SECONDS = "seconds"
    ASIDE = "aside"
    BEAT = "beat"


_ROLES: tuple[tuple[Role, str], ...] = (
    (
        Role.FOLLOW_UPS,
        r"(?:possible |potential |likely |common )?follow[- ]?ups?(?: questions?)?|they (?:may|"
        r"might) (?:then )?ask|"
        r"probing questions?|probes?|then asks?|deeper questions?",
    ),
    (
        Role.RED_FLAGS,
        r"red flags?|avoid|what (?:not to say|to avoid|not to do)|do(?:n['’]t| not)(?: say)?|"
        r"don['’]ts|pitfalls|"
        r"(?:common )?(?:mistakes|pitfalls|traps)(?: to avoid)?|(?:bad|weak|poor|"
        r"wrong) (?:answers?|signs?|example)|warning signs",
    ),
    (
        Role.WANTED,
        r"what (?:they(?:['’]re| are)|the interviewer is|interviewers are|we(?:['’]re| are)) "
        r"(?:really |actually )?(?:looking for|after|listening for|hoping for)\b.*|"
        r"what (?:they|the interviewer|interviewers|employers|recruiters|we) (?:really )?"
        r"(?:wants?|looks? for|hear|listens? for|expects?)\b.*",
    ),
    (
        Role.WHY,
        r"why (?:(?:do )?they|(?:do )?(?:interviewers|employers|recruiters|we)) (?:ask|want)\b.*|"
        r"why (?:it|this)(?: question)? (?:is asked|matters|is important|gets asked|comes up)\b.*|"
        r"why (?:ask|asked)|what (?:they(?:['’]re| are)|it['’]?s| is being|the interviewer is|"
        r"(?:is it|interviewers are)) (?:really |actually )?(?:asking|asked|testing|tested|"
        r"looking for|after|assessing|listening for)\b.*|"
        r"what (?:they|the interviewer|interviewers|employers) (?:really )?means?\b.*|"
        r"(?:tests?|testing|assess(?:es|ing)?|measures|purpose|intent|rationale|"
        r"goal of (?:the )?question|the idea behind.*|what['’]?s being (?:tested|asked)|"
        r"reason for asking)",
    ),
    (
        Role.SCRIPT,
        r"(?:sample|example|model|suggested|possible|good|strong|great|ideal|recommended|perfect|"
        r"winning|full|scripted|a good|my)\s+(?:answers?|responses?|reply|script|"
        r"wording)(?: to (?:say|give))?|"
        r"(?:sample|example|script|say|you (?:can|could|might) say|what to say|star (?:answer|"
        r"example|response)|example \(star\))",
    ),
    (
        Role.ANSWER,
        r"a|ans|answers?|(?:a|ans|answer) ?#?\d{1,3}|back|response|reply|me|candidate|you|"
        r"(?:my|your) answer|short answer|long answer|answer key|solution|"
        r"(?:key|talking|main|important|answer|bullet|strong)(?: talking)? points?(?: .*)?|"
        r"points(?: to (?:make|cover|mention|hit|include))?|what to (?:cover|mention|include|"
        r"highlight|listen for)|"
        r"how (?:to|i['’]?d|you (?:can|could|should)|should you|i would|would i) (?:answer|"
        r"approach|respond|tackle|handle)\b.*|(?:a )?(?:strong|good|great) answers? (?:includes?|"
        r"covers?|mentions?|shows?|contains?|has|should)\b.*|"
        r"(?:good|strong|great) (?:answer )?(?:signs?|signals?)|look(?:ing)? for|listen for|"
        r"what (?:great|good|strong) (?:looks|sounds) like|what (?:a )?(?:great|good|strong)\b.*|"
        r"focus(?: on)?|mention|cover|include|highlight|approach|outline|structure|"
        r"notes on the answer|must mention|green flags|expected (?:answer|points)|rubric|"
        r"evaluation criteria|explanation|in short|tl;?dr|summary|details?|keywords?|note|important",
    ),
    (
        Role.TIPS,
        r"(?:pro |quick |interview |helpful )?tips?|advice|hints?|remember|do(?:['’]s|s)?|"
        r"note to self|strategy|key tip|bonus(?: tip)?|heads up|reminder",
    ),
    (
        Role.NOTES,
        r"(?:my |your |extra |additional |\w+['’]s )?notes|(?:my |your |extra |additional |\w+['’]s )note",
    ),
    (
        Role.TAGS,
        r"tags?|topics?|keywords? for search|skills?|competenc(?:y|ies)|areas?|subjects?|themes?|labels?",
    ),
    (Role.KIND, r"(?:question )?(?:type|kind|category|format)|round"),
    (Role.DIFFICULTY, r"difficulty|level|difficulty level|seniority"),
    (Role.ROLE, r"roles?|position|job|for roles?"),
    (Role.FRAMEWORK, r"framework|method|use"),
    (Role.SECONDS, r"(?:estimated |target |suggested |ideal )?(?:time|length|duration)|time limit"),
    (
        Role.ASIDE,
        r"(?:my |your |\w+['’]s )?(?:comments?|feedback)|context|background info|"
        r"(?:further|more|additional|related|recommended|suggested) (?:reading|resources|links|"
        r"info(?:rmation)?|questions?)|resources?|references?|links?|sources?|see(?: also)?|"
        r"read more|learn more|watch|credits?|status|decision|asked (?:at|by|in)|frequency|"
        r"companies|company|last (?:reviewed|updated)|date|author|id|image|video|reviewed|score|rating",
    ),
)
#: Longer ones are sentences.
_LONGEST_LABEL = 90
_PATTERNS = tuple((role, re.compile(rf"(?:{pattern})", re.I)) for role, pattern in _ROLES)
#: Names that people give to beats -> the beat's name in the frameworks star and star-lesson.
_BEATS = {
    "situation": r"s|situation|context|setting|background|the situation|scene|problem|challenge|"
    r"the challenge|the problem",
    "task": r"t|task|my task|the task|target|my role|role and task|responsibility|my responsibility|"
    r"goal|objective|obstacle",
    "action": r"a|actions?|my actions?|actions? taken|what i did|my approach|steps?(?: taken)?|the action",
    "result": r"r|results?|the results?|outcomes?|impact|the outcome",
    "lesson": r"l|lessons?(?: learn(?:ed|t))?|learnings?|what i learn(?:ed|t)|takeaways?|reflection|"
    r"the lesson|growth",
}
_BEAT_PATTERNS = tuple(
    (beat, re.compile(rf"(?:[starl]\s*[-–—:(.]+\s*)?(?:{names})\)?(?:\s*\(.{{1,30}}\))?", re.I))
    for beat, names in _BEATS.items()
)


def role_of(label: str | None) -> Role | None:
    """What a label says about what follows it; None for one that is only a name ("Scalability")."""
    if label is None or len(label) > _LONGEST_LABEL:
        return None
    return _role_of(label)


@lru_cache(maxsize=4096)
def _role_of(label: str) -> Role | None:
    plain = _plain(label)
    if not plain:
        return None
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(plain)), None)


def beat_of(label: str | None) -> str | None:
    """The beat of STAR (with lesson) that a label names: "S", "Situation", "(R) Result", "What I learned"."""
    plain = _plain(label) if label and len(label) < _LONGEST_LABEL else ""
    if not plain:
        return None
    return next((beat for beat, pattern in _BEAT_PATTERNS if pattern.fullmatch(plain)), None)


def is_meta_question(text: str) -> bool:
    """Whether a question is one about the question: "Why do they ask this?"."""
    return role_of(text.rstrip("? ")) in (
        Role.WHY,
        Role.WANTED,
        Role.ANSWER,
        Role.FOLLOW_UPS,
        Role.RED_FLAGS,
        Role.SCRIPT,
    )


def _plain(label: str | None) -> str:
    text = (label or "").strip().strip("*_:#()[]\"“”'. -–—")
    return " ".join(text.split())
