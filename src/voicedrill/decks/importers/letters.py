"""What stands in letters and mails around the questions: heads, greetings, farewells."""

import re
from collections.abc import Iterable

_HEAD = re.compile(
    r"^\W*(?:(?:from|sent|to|cc|bcc|subject|date|reply-to):\s|-{2,}\s*(?:original|forwarded) message|"
    r"begin forwarded message|on .{6,80} wrote:\s*$)",
    re.I,
)
_GREETING = re.compile(r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.?:]{0,40}[,!]?$", re.I)
_FAREWELL = re.compile(
    r"^(?:(?:(?:with )?(?:kind|best|warm|many) )?regards|best(?: wishes)?|all the best|cheers|sincerely|"
    r"yours(?: (?:truly|sincerely|faithfully))?|take care|talk soon|see you(?: \w+)?|good luck|"
    r"(?:many )?thanks(?: (?:a lot|again|so much|in advance))?|thank you(?: (?:so|very) much)?)[,.! ]*$",
    re.I,
)


def is_letter(texts: Iterable[str]) -> bool:
    """Whether lines are those of a letter: it has a greeting, or two lines of a mail's head."""
    heads = 0
    for text in texts:
        heads += _HEAD.match(text) is not None
        if heads > 1 or (_GREETING.match(text) and len(text.split()) > 1 and text[-1] in ",!"):
            return True
    return False


def is_around_the_text(text: str) -> bool:
    """Whether a line of a letter opens or closes it, so that an answer above it ends."""
    return any(pattern.match(text) for pattern in (_HEAD, _GREETING, _FAREWELL))
