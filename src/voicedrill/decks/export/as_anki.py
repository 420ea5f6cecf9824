"""A deck as a text file that Anki imports: question in front, points behind, tags in the third column.

Format: https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

import csv
from io import StringIO

from voicedrill.decks.export.cells import listed, one_line
from voicedrill.decks.model import Deck, Question

_COLUMNS = ("Question", "Points", "Tags")


def render(deck: Deck) -> str:
    """All questions of ``deck`` as notes; a question without points has its script or notes behind."""
    out = StringIO(newline="")
    out.write("#separator:tab\n#html:false\n")
    out.write(f"#tags column:{len(_COLUMNS)}\n")
    out.write("#columns:" + "\t".join(_COLUMNS) + "\n")
    # All in quotes: a line that begins with "#" would be a comment.
    writer = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for question in deck.questions:
        writer.writerow([one_line(question.ask), _back(question), _tags(question)])
    return out.getvalue()


def _back(question: Question) -> str:
    if question.points:
        return listed(point.say for point in question.points)
    if question.script:
        return question.script.strip()
    return listed(note for notes in question.beats.values() for note in notes)


def _tags(question: Question) -> str:
    """Tags as Anki writes them: apart by spaces, so that none has one in it."""
    return " ".join("_".join(tag.split()) for tag in question.tags)
