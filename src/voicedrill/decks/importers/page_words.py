"""What web pages write around a text: buttons, counts, places in a list of pages."""

import re

_BUTTON_WORDS = (
    r"show|hide|view|see|reveal|practi[cs]e|simulate|start|try|answer|save|bookmark|helpful|flag|"
    r"share|report|like|upvote|vote|copy|edit|reply|sign in|"
    r"sign up|log in|login|register|subscribe|load more|show more|read more|view more|see more|next|"
    r"previous|prev|back|submit|discuss|comment|follow|unlock|"
    r"mock interview|get started|filter|sort|search|all|clear|reset|close|menu|home|expand|collapse|mark "
    r"as done|done|skip"
)
_BUTTON = re.compile(
    rf"^\W*(?:(?:{_BUTTON_WORDS})(?: (?:an?|the|all|more|this|now|your|ai))*(?: (?:answers?|solutions?|"
    rf"hints?|questions?|details?|page|practice|practi[cs]ing|interview|comments?|results?|replies|"
    rf"filters?|list|feedback|free))*(?: ?\(\d{{1,6}}\))?"
    r"|\d{1,6}\s*(?:up)?(?:votes?|likes?|views?|comments?|answers?|replies|shares?|saves?)"
    r"|page \d+(?: (?:of|/) \d+)?|\d+\s*(?:of|/)\s*\d+|showing \d+.{0,30}|(?:[«‹<]|prev\w*)?[\s\d.…|"
    r"·]{1,60}(?:[»›>]|next)?|©.*|(?:cookie|privacy) .{0,40})\W*$",
    re.I,
)
#: Buttons below an entry; what comes after them is another one.
_ENDING = re.compile(r"^\W*(?:helpful|share|report|like|upvote|vote|reply|comment|follow|flag)\b", re.I)
_PARTED = re.compile(r"\s{2,}|\s*[|·•]\s*|\t")


def is_button(text: str) -> bool:
    """Whether a line is a button, a count or a page's number: "Show answer", "3 replies", "Page 2 of 9"."""
    return _BUTTON.match(text) is not None


def are_buttons(text: str) -> bool:
    """Whether a line is nothing but words of buttons and counts: "Helpful (6)   Share   Report"."""
    if not any(character.isalpha() for character in text) or len(text) > 120:
        return False
    return all(map(is_button, _PARTED.split(text.strip())))


def end_an_entry(text: str) -> bool:
    """Whether a line of buttons stands below an entry."""
    return _ENDING.match(text) is not None
