"""The sections of a playbook, by what they are for, whatever they are called."""

import re
from enum import Enum

from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.phrases import any_of, is_title


class Role(Enum):
    """What a section of a playbook holds."""

    COVER = "about the document itself"
    CONTENTS = "a table of contents"
    ABOUT = "an assessment to read; nothing in it is to be said"
    USAGE = "says how to use the document"
    LOOP = "the interview loop"
    PITCH = "pitches"
    STORIES = "introduces the stories"
    TEMPLATE = "a form to fill in"
    PATTERNS = "introduces the question patterns"
    GAPS = "introduces the gap scripts"
    RECOVERY = "the recovery framework"
    CURVEBALLS = "introduces the curveballs"
    ASK = "questions to ask them"
    PLAN = "introduces the plan of the first days"
    BANK = "the story bank"
    IF_ASKED = "short answers"
    RECALL = "what stands above in other words"
    PREPARE = "how to prepare"


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.COVER,
        any_of(
            r"^(?:prepared for|company|target (?:role|company|position)|role|generated|candidate|date)$",
            r"\bplaybook$",
        ),
    ),
    (Role.CONTENTS, any_of(r"^what(?:['’]s| is) inside\b", r"^(?:table of )?contents$")),
    (
        Role.PREPARE,
        any_of(
            r"^short on time\b",
            r"\bprep(?:aration)? path\b",
            r"^full prep",
            r"\bdeep dive$|\b\d+[- ](?:min(?:ute)?|hour|h)s? (?:prep|deep dive|path|plan)\b",
            r"\b(?:delivery|speaking|voice) tips\b",
            r"^what this means for (?:your|the) interview\b",
            r"^make (?:these|them) your own\b",
            r"^know about\b",
            r"\bselling points\b",
            r"^remember\b|\bquick reference\b|^checklist\b",
            r"\bquestions that hurt\b|\bquestions (?:not|never) to ask\b",
            r"^watch out for\b|\bmistakes to avoid\b|^common mistakes\b",
            r"\bculture principles\b|\bprinciples in play\b",
            r"\bhidden priorities\b",
            r"^your strengths\b|^gaps to address\b",
        ),
    ),
    (Role.LOOP, any_of(r"^(?:the )?interview (?:process|loop|rounds|stages)\b")),
    (
        Role.TEMPLATE,
        any_of(r"^(?:build|write|draft|create) your own\b", r"\bstory (?:builder|template|worksheet)\b"),
    ),
    (Role.BANK, any_of(r"\bstory bank\b", r"\bstories at a glance\b")),
    (Role.IF_ASKED, any_of(r"^if (?:they|you(?:['’]re| are)|someone) asks?(?:ed)?\b")),
    (Role.RECALL, any_of(r"^curveballs? ready\b", r"^curveball to (?:have|know)\b")),
    (
        Role.ASK,
        any_of(
            r"\bquestions (?:to ask|for (?:them|your interviewers?|the (?:interviewers?|panel)))\b",
            r"\bquestions that make them\b",
            r"^ask them\b|^your questions for\b",
        ),
    ),
    (
        Role.PLAN,
        any_of(r"\b30\s*/\s*60\s*/\s*90\b", r"\bfirst (?:90|ninety) days\b", r"\bhandout\b"),
    ),
    (
        Role.RECOVERY,
        any_of(
            r"\bdon['’]?t know the answer\b",
            r"\bdo not know\b",
            r"\brecovery\b",
            r"^when you(?:['’]re| are) stuck\b",
        ),
    ),
    (Role.CURVEBALLS, any_of(r"^(?:the )?curve ?balls?(?: questions?)?$", r"^unexpected questions\b")),
    (
        Role.GAPS,
        any_of(
            r"^(?:your )?gap analysis\b",
            r"\b(?:bridge|gap) scripts?\b",
            r"^scripts for\b",
            r"\b(?:awkward|hard|tough) questions\b",
        ),
    ),
    (
        Role.PATTERNS,
        any_of(
            r"^what they(?:['’]re| are) testing\b",
            r"\bquestions you(?:['’]ll| will) (?:face|get|hear)\b",
            r"\bquestion patterns\b",
            r"\blikely questions\b",
        ),
    ),
    (
        Role.PITCH,
        any_of(
            r"\bstory,? interview[- ]ready\b",
            r"\bpitch(?:es)?\b",
            r"^tell me about yourself$",
            r"\bintroduction\b",
        ),
    ),
    (
        Role.STORIES,
        any_of(
            r"\bstories (?:that|for|you)\b",
            r"^(?:your )?\d+ stories\b",
            r"\bstar stories\b",
            r"^your (?:\d+ )?stories\b",
        ),
    ),
    (
        Role.USAGE,
        any_of(
            r"^how (?:these|to use|this)\b",
            r"^here(?:['’]s| is) how\b",
            r"^why this works\b",
            r"^your printable\b",
            r"^your prep priority\b",
            r"\bstarts here$",
        ),
    ),
    (
        Role.ABOUT,
        any_of(
            r"^where you stand\b",
            r"\bassessment\b",
            r"^what they (?:actually|really) want\b",
            r"\bbetween the lines\b",
            r"^why this role\b",
            r"\bintelligence\b",
            r"\bculture signal\b",
            r"^what success looks\b",
            r"^what makes this interview\b",
        ),
    ),
)


def role_of(block: Block) -> Role | None:
    """What the section holds whose title the block is; None when it is no such title."""
    text = block.text.strip()
    if block.kind == "paragraph" and text.rstrip("?") != text:
        # "Short on Time?" is a title that asks.
        if len(text.split()) > 4 or text[:1] in '"“':
            return None
    elif not is_title(block):
        return None
    text = re.sub(r"^[^\w\"“]+", "", text).rstrip(" :")
    return next((role for role, pattern in _ROLES if pattern.search(text)), None)
