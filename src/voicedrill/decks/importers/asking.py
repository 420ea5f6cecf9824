"""Which blocks of a document ask: by their words, their form, and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from voicedrill.decks.importers.candidates import Candidate, Form, are_cards, candidate, forms, is_title_only
from voicedrill.decks.importers.document import Block
from voicedrill.decks.importers.labels import role_of
from voicedrill.decks.importers.wording import Likeness, only_prompts

#: A title of a section of questions has at least this part of questions below it.
_MOST = 0.6
#: "A visitor faints", "Your patient feels dizzy", in "Scenario questions".
_SCENE = re.compile(r"(?:an?|your|you|the|two|one of|someone|somebody)\s+\S", re.I)
_SCENES = re.compile(r"\b(?:questions|scenarios?|situations?|situational|case studies)\b", re.I)
_PART = re.compile(r"\W*(?:section|part|chapter|round)\s+(?:\d|[IVX]+\b)", re.I)
_NUMBER = re.compile(
    r"^\W*(?:(?:section|part|chapter|round)\s+)?(?:\d+|[IVX]+)(?:\.\d+)*\s*[.:)–—-]*\s+", re.I
)


def names_a_part(block: Block) -> bool:
    """Whether a block is a label of a part of an answer."""
    return role_of(block.text if block.bold or block.kind == "heading" else block.lead) is not None


def without_number(title: str) -> str:
    """A title without its number and colon: "Part 2: Teamwork" -> "Teamwork"."""
    return _NUMBER.sub("", title).strip(" :")


def _is_sure(found: Candidate | None) -> bool:
    return found is not None and found.likeness >= Likeness.SURE


def _goes_on(text: str) -> bool:
    """Whether a question only carries an answer further: "So what did we do?"."""
    return re.match(r"(?:so|and|but|then|now|or)\b", text, re.I) is not None


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The index of each heading below another, and the other's text."""
    above: list[Block] = []
    first = next((block for block in blocks if block.kind == "heading"), None)
    for i, block in enumerate(blocks):
        if block.kind == "heading":
            while above and above[-1].level >= block.level:
                above.pop()
            # The first is the document's title, whatever it says of questions.
            if len(above) > 1 or (above and above[0] is not first):
                yield i, above[-1].text
            above.append(block)


class Asking:
    """The blocks of a document, what each would ask, and how the document marks its questions."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        cards = are_cards(blocks)
        self.candidates = [candidate(block, cards=cards) for block in blocks]
        self.forms = forms(blocks, self.candidates)
        #: Lines right above a list.
        self._heads = {
            i
            for i, (one, below) in enumerate(pairwise(blocks))
            if one.kind == "paragraph" and below.kind == "item" and one.end + 1 == below.line
        }
        self._asking_heads = sum(_is_sure(self.candidates[i]) for i in self._heads)
        #: A form -> whether its questions with an answer right below have a blank line above them.
        self._apart: dict[Form, bool] = {}
        self._sections = dict(_sections(blocks))

    def heading_asks(self, i: int, found: Candidate) -> bool:
        """Whether a heading is a question, and not the title of a section of them."""
        if found.likeness < Likeness.WEAK:
            return self._numbered_like_its_neighbours(i, found) or self._is_scenario(i, found)
        if found.likeness is Likeness.WEAK and self.forms.share(found.form) < 0.3:
            return False
        return not self._is_container(i, found)

    def _numbered_like_its_neighbours(self, i: int, found: Candidate) -> bool:
        """A numbered heading or item among many that ask: "12. Differences of TCP and UDP"."""
        block = self.blocks[i]
        numbered = (
            _NUMBER.match(block.text) if block.kind == "heading" else any(c.isdigit() for c in block.marker)
        )
        if not numbered or block.text.endswith(":") or _PART.match(block.text):
            return False
        if _SCENE.match(block.text) and len(block.text.split()) > 4:
            return self.forms.asking[found.form] > 2 and self.forms.share(found.form) >= 0.7
        return self.forms.asking[found.form] >= 4 and self.forms.share(found.form) >= 0.7

    def _is_scenario(self, i: int, found: Candidate) -> bool:
        """A heading that only tells what happens, in a section of such: "A visitor faints in the gallery"."""
        block = self.blocks[i]
        if _SCENE.match(block.text) is None or names_a_part(block) or len(block.text.split()) < 4:
            return False
        section = self._sections.get(i)
        return (
            section is not None
            and _SCENES.search(section) is not None
            and self.forms.asking[found.form] > 1
            and self.forms.share(found.form) >= 0.5
        )

    def _heads_a_list(self, i: int) -> bool:
        """Whether a line stands right above a list, as most lines that ask do here."""
        return i in self._heads and 2 * self._asking_heads >= len(self._heads) and self._asking_heads > 1

    def _goes_on_below(self, i: int, found: Candidate) -> bool:
        """Whether an order is a line of the answer above it: questions with an answer right below them have a
        blank line above them here, and it has none.
        """
        if self.is_apart(i):
            return False
        if found.form not in self._apart:
            first = [
                self.is_apart(j)
                for j, c in enumerate(self.candidates[:-1])
                if c and c.form == found.form and _is_sure(c)
                if not self.is_apart(j + 1) and not _is_sure(self.candidates[j + 1])
            ]
            self._apart[found.form] = sum(first) > max(2, 0.7 * len(first))
        return self._apart[found.form]

    def is_apart(self, i: int) -> bool:
        """Whether nothing stands in the line above, or only the number of a slide."""
        above = self.blocks[i - 1] if i else None
        if above is None or above.kind == "rule" or above.end + 1 < self.blocks[i].line:
            return True
        return not any(character.isalpha() for character in above.text)

    def _like_its_neighbours(self, i: int, found: Candidate) -> bool:
        """A line without a question's words among many of the same form that have them."""
        block = self.blocks[i]
        if block.kind == "item" and not block.bold:
            return self._numbered_like_its_neighbours(i, found)
        if not block.bold or block.text.endswith(":") or names_a_part(block) or len(block.text.split()) < 2:
            return False
        return (
            i > self._first(found.form)
            and self.forms.asking[found.form] >= 4
            and self.forms.share(found.form) >= 0.8
        )

    def _first(self, form: Form) -> int:
        """The index of the first block of a form that asks by its words: what stands before it is a title."""
        return next(
            (
                i
                for i, c in enumerate(self.candidates)
                if c and c.form == form and c.likeness >= Likeness.SURE
            ),
            len(self.blocks),
        )

    def asks(self, i: int, found: Candidate, now: Form | None, depth: int = 0) -> bool:
        """Whether a block that is no heading is a question; ``now``, ``depth``: of the open one."""
        block, form = self.blocks[i], found.form
        if found.likeness is Likeness.SAID_SO:
            return True
        if form.kind == "summary":
            return (
                found.likeness >= Likeness.SURE or self.forms.share(form) >= 0.3 or self.forms.all[form] > 1
            )
        likely = found.likeness >= Likeness.SURE or (
            found.likeness is Likeness.WEAK
            and ((self.forms.share(form) >= 0.5 and self.forms.asking[form] > 1) or self._heads_a_list(i))
        )
        if not likely and not self._like_its_neighbours(i, found):
            return False
        if form.bold and self._is_container(i, found):
            return False
        if now is None:
            return self._stands_alone(block, found)
        # "Explain the fare once" is a step of an answer where few of its neighbours ask.
        within = block.depth > depth or (form != now and self.forms.share(form) < _MOST)
        if within and not form.bold and form.kind != "summary" and only_prompts(block.text):
            return False
        if form == now:
            plain = form.kind == "paragraph" and not form.bold
            below = only_prompts(block.text) and self._goes_on_below(i, found)
            return not (plain and (below or _goes_on(block.text)))
        if form.rank < now.rank or (form.rank == now.rank and form.bold and now.bold):
            return True
        return self._outweighs(found, now)

    def _stands_alone(self, block: Block, found: Candidate) -> bool:
        """Prose that happens to begin by asking ("Why now? Because ...") is no question."""
        if block.kind in ("paragraph", "quote") and found.rest and not found.form.bold:
            asking = self.forms.asking
            return asking[found.form] > 1 and 2 * asking[found.form] > max(asking.values())
        return True

    def _outweighs(self, found: Candidate, now: Form) -> bool:
        """Whether a form that could stand inside the open answer is the document's form of questions."""
        if now.kind in ("heading", "summary", "said"):
            return False
        if found.form.kind == "item" and now.kind == "item":
            return False
        if found.form.kind == "item" and found.likeness < Likeness.SURE:
            return False
        return (
            self.forms.asking[found.form] > 2 * self.forms.asking[now] and self.forms.share(found.form) > 0.3
        )

    def _is_container(self, i: int, found: Candidate) -> bool:
        """Whether a question is the title of a section of questions: "What will they ask about your
        past?".
        """
        inner = content = 0
        for j in range(i + 1, len(self.blocks)):
            block, other = self.blocks[j], self.candidates[j]
            if not block.says_something or block.kind in ("code", "other", "rule"):
                continue
            form = other.form if other else None
            if block.kind == "heading" and (found.form.kind != "heading" or block.level <= found.form.level):
                break
            if form and form.rank <= found.form.rank:
                break
            if other and other.likeness is Likeness.SAID_SO:
                return True
            content += 1
            inner += bool(other and other.likeness >= Likeness.SURE)
        if inner < 2 or inner < _MOST * content:
            return False
        # Among headings that mostly ask, this one asks too, and what it holds are follow-ups.
        return not (self.forms.share(found.form) >= 0.5 and self.forms.asking[found.form] > 2)

    def next(self, i: int) -> int | None:
        """The index of the next block that says something."""
        return next((j for j in range(i + 1, len(self.blocks)) if self.blocks[j].says_something), None)

    def announces(self, i: int) -> bool:
        """Whether the question of a title ("Question 12") is the next paragraph, not named further down."""
        following = self.next(i)
        if following is None or self.blocks[following].kind not in ("paragraph", "quote"):
            return False
        for j in range(following, len(self.blocks)):
            if self.blocks[j].kind == "heading" or is_title_only(self.blocks[j]):
                break
            found = self.candidates[j]
            if found and found.likeness is Likeness.SAID_SO:
                return False
        return True
