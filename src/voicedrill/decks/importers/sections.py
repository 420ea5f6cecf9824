"""What the title of a section says about the questions in it."""

import re

#: Sections that hold no questions to be answered.
_NO_QUESTIONS = re.compile(
    r"^\W*(?:table of contents|contents|toc|index|summary|resources?|references?|(?:further|"
    r"more|additional|recommended) (?:reading|resources?)|(?:useful |helpful )?links|"
    r"licen[cs]e|contribut\w+|"
    r"credits?|acknowledge?ments?|about(?: (?:this|the)\b.*)?|disclaimer|changelog|"
    r"change log|installation|install|usage|how to use.*|getting started|instructions?|"
    r"prerequisites|legend|"
    r"(?:\w+ ){0,3}tips?\b.*|(?:general )?advice\b.*|(?:\w+ )?checklist\b.*|before (?:the|your|you)\b.*|"
    r"after the interview.*|do['’]?s (?:and|&) don['’]?ts.*|how to (?:answer|prepare|approach|"
    r"study)\b.*|(?:the )?(?:star|car|soar|par)\b.{0,30}(?:method|framework|format|template|"
    r"technique).*|"
    r".*\bstar method\b.*|recogni[sz]ing .*|sponsors?|support|authors?|see also|on the day|"
    r"logistics|company (?:research|info\w*|facts)|"
    r"(?:\d+ |reader |user )?(?:comments?|replies|responses)(?: \(\d+\))?|leave a (?:reply|comment)|"
    r"discussion|show your support|final thoughts|conclusion|glossary|"
    r"related (?:projects|repos|articles|posts|pages|links|guides|stories|content)\b.*|"
    r"(?:you (?:may|might) also (?:like|enjoy|want)|more like this|keep reading)\b.*|"
    r"(?:key )?take-?aways?|introduction|overview|preface|foreword|faqs? about .*|common mistakes.*)\W*$",
    re.I,
)
_FRONT = re.compile(
    r"^\W*(?:table of contents|contents|toc|index|summary|introduction|overview|about\b.*|"
    r"preface|foreword)\W*$",
    re.I,
)
_SECTION_NAME = re.compile(r"\b(?:questions?|section|part|round|interview|skills|basics|topics?)\b", re.I)


def holds_no_questions(title: str) -> bool:
    """Whether what stands below a title is no interview: contents, links, tips, comments of readers."""
    return _NO_QUESTIONS.match(title) is not None


def is_front_matter(title: str) -> bool:
    """Whether a section ends at the next heading of any level: contents and introductions do."""
    return _FRONT.match(title) is not None


def names_a_section(text: str) -> bool:
    """Whether a short line is worded as the title of questions: "Part 2", "Interview basics"."""
    return _SECTION_NAME.search(text) is not None
