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
_CLOSING = re.compile(
    r"^(?:good luck\b.{0,40}|fingers crossed.{0,30}|you(?:['’]ve|['’]ll| have| will)? got this.{0,20}|"
    r"sent from my .{1,30}|page \d{1,4}(?: (?:of|/) \d{1,4})?|last (?:updated|edited)\b.{0,40})$",
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


def is_farewell(text: str) -> bool:
    """Whether a line says goodbye, or is what programs and people write below a text."""
    return _FAREWELL.match(text) is not None or _CLOSING.match(text) is not None
