"""Hostile documents and decks: small good ones, attacks that are known, and what mutation makes of both.

`benchmarks.fuzz` sends them in by the hundred thousand, tests/decks/test_deck_fuzz.py by the thousand.
"""

import io
import json
import random
import zipfile
from copy import deepcopy
from functools import cache
from typing import Any

#: Endings that a mutated document may have; the content says otherwise.
ENDINGS = ("md", "txt", "yaml", "json", "csv", "tsv", "html", "adoc", "org", "docx", "pdf", "apkg", "")

DECK = """\
# yaml-language-server: $schema=deck.schema.json
schema: voicedrill.deck/1
title: "Late events"   # quoted
company: Example
glossary: [Kafka, {term: p99, say: [p ninety nine]}]
frameworks: {triage: [{beat: blast radius, share: 0.3, cues: [who]}, mitigate]}
stories:
  - id: late-orders
    title: The orders that came late
    framework: star
    beats: {situation: [a fifth came late], task: [mine], action: [I queued], result: [2%, "[when?]"]}
    facts: ["2% to 0.1%"]
    verified: the figures
    follow_ups: [What did it cost?]
rounds: [{id: culture, name: Culture, minutes: [45, 60], kinds: [culture], questions: 4}]
questions:
  # the hard one
  - id: late
    ask: 'How late?'
    kind: technical
    seconds: [60, 120]
    points: &p
      - windows with a grace period  # line 12
      - {id: once, say: idempotent writes, aliases: [safe twice], weight: 2, must: true}
    facts: [p99 under 50 ms]
    red_flags: ["Silent loss: drops them"]
    follow_ups: [{ask: And then?, points: *p}]
    script: |
      I make every write safe to repeat.
    story: late-orders
    source: {file: prep.md, line: 12}
    x-mine: {a: [1, null, 2.5]}
  - {id: b, ask: Why?, kind: culture, framework: triage, tags: [x]}
"""
_NOTES = {
    "md": """# Prep\n\n## Kafka
\n**Q: How do you deal with late events?**
- windows with a *grace* period\n  1. nested `code`
- [what year?]\n\n<details><summary>What is an outbox?</summary>\n\nA table.\n</details>\n
| Question | Answer |\n|---|---|\n| What is a lock? | a lease |\n\n> quoted\n\n```python\nprint()\n```\n""",
    "txt": "Q: Why us?\nA: The product.\n\n1. Tell me about it.\n   I build.\n\nWHAT YOU BUILT\n→ a cache\n",
    "html": "<html><body><h2>What is a queue?</h2><p>a line</p><ul><li>a<li>b</ul><table><tr><td>Q</table>",
    "csv": 'question,answer,tags\nWhat is a lock?,"a lease, ""held""",db\nWhy?,,\n',
    "tsv": "#separator:tab\n#html:true\nWhat is a lock?\t<b>a lease</b>\tdb\nWhy us?\tproduct\t\n",
    "json": '[{"question": "What is a lock?", "answer": "a lease", "tags": ["a"]}, {"ask": "Why us?"}]',
    "yaml": "- question: What is a lock?\n  answer: a lease\n- question: Why us?\n  answer: [a, team]\n",
    "adoc": "= Prep\n\n== What is a lock?\n\n* a lease\n** held\n\nWhat is a queue?:: a line\n",
    "org": "#+title: Prep\n* What is a lock? :db:\n:PROPERTIES:\n:ID: 1\n:END:\n- a lease\n** Why us?\n",
}
#: Forms that need several lines of a kind: a letter, a copied page, a worksheet, a table without known names.
_MORE = {
    "letter.txt": "From: Ida\nSubject: Thursday\n\nHi Jon,\n\n1. How do you hold a rudder?\n   Slowly.\n"
    "2. What is a tide?\n   The moon.\n3. Who boards?\n\nDoes noon work? Call me.\n\nKind regards,\nIda\n",
    "copied.txt": "SAFETY\nWhy us?\n2 Answers\nThe crew.\n\nHelpful (6)   Share   Report\n\nNo Offer\n"
    "1 2 3 Next\n",
    "sheet.md": "| Q1. | Tell us about a day. |\n|---|---|\n| Situation | Fog |\n"
    "| Avoid | Luck; fate |\n\nDone.\n",
    "own.csv": "#;What Ines asked;My thoughts;Felt (1-5)\n1;Why roses?;Above an eye;4\n2;Sell me this;;1\n",
    "frame.html": "<html><body><h2>How do you glaze?</h2><p>Twice.</p>"
    '<div class="ad x" id=share>Buy<div class=ads>Why?',
}
_TOKENS = (
    "\n", "\n\n", " ", "\t", "\r\n", "\r", "\x0c", "\u2028", "\ufeff", "\u202e", "\u200b", "\x85", "?",
    "- ", "* ", "# ", "== ", "1. ", "Q: ", "A: ", "| ", "|", "---\n", "...\n", "```\n", "> ", "**", "__",
    "[", "]", "[x](y)", "{", "}", ": ", ":", ",", '"', "'", "\\", "&a ", "*a", "<<: *a\n",
    "!!python/object/apply:os.system [id]", "!!binary x", "!x ", "? ", "| \n", "<details>", "</summary>",
    "<li>", "<!--", "-->", "&#0;", "&lt;", "null", "true", "no", "1:30", "0x1f", "1e999", ".nan", "-1",
    "9" * 400, "~", "%", "@", "`", "=", "<", "é", "\u0301", "😀", "ß", "\U000e0001", "→", "â†’",
    "schema: voicedrill.deck/2\n", "questions:\n", "points: []\n", "id: a\n", "../../x", "/etc/passwd",
    "C:\\x", "[what year?]", "____", "TBD", "X%", "[[", "]]",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**400, 1.5, float("inf"), "", " ", "a", "?" * 50, "[x]", "_" * 9, "\x85",
    "é\u0301", [], {}, [[]], [None], {"a": 1}, {"": ""}, ["a", "a"], {"x-": 1}, {"x-a": []}, [1, 2],
    [60, 30], ["a"] * 40, {"say": "a"}, {"ask": "b"}, "star", "late", "../x", "w " * 300, "[" * 60,
    {"id": "late", "ask": "x"},
)  # fmt: skip


@cache
def good_documents() -> tuple[tuple[str, bytes], ...]:
    """Small documents of every format that is read: name and bytes."""
    made = [(f"prep.{ending}", text.encode()) for ending, text in _NOTES.items()]
    made += [(name, text.encode()) for name, text in _MORE.items()]
    return (*made, ("deck.yaml", DECK.encode()), ("prep.docx", _docx()), ("prep.pdf", _pdf()))


@cache
def attacks() -> tuple[tuple[str, bytes], ...]:
    """What has broken other readers: name and bytes, each to be sent in as it is and mutated."""
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    texts = {
        "laughs.yaml": laughs + "title: T\nquestions: *i\n",
        "self.yaml": "title: T\nquestions: &q [*q]\n",
        "object.yaml": "title: !!python/object/apply:os.system [touch pwned]\nquestions: []\n",
        "module.yaml": "title: !!python/module:os\nquestions: !!python/name:os.system\n",
        "nearly.yaml": DECK.replace("triage, tags", "triag, tgas").replace("technical", "tecnical"),
        "merge.yaml": "title: T\n<<: {questions: []}\nquestions: !!set {a, b}\n",
        "two.yaml": "title: T\n---\ntitle: U\n",
        "deep.yaml": "title: T\nquestions: " + "[" * 3000,
        "deep2.yaml": "".join(" " * n + "- \n" for n in range(300)),
        "keys.yaml": "title: T\nquestions: []\n" + "".join(f"kez{n}: 1\n" for n in range(300)),
        "number.yaml": f"title: {'9' * 5000}\nquestions: [0x{'f' * 5000}]\n",
        "path.yaml": "title: ../../../etc/passwd\nquestions: [{id: ../../x, ask: x}, {id: .., ask: y}]\n",
        "flow.yaml": "title: T\nquestions: {" + "a: {" * 500,
        "deep.json": "[" * 20_000,
        "deep2.json": '{"a":' * 5000 + "1" + "}" * 5000,
        "dupes.json": '{"question": "Why?", "question": ["a", {"question": null}], "x": 1e999}',
        "lines.md": "Why us?\n- a\n" + "\n" * 30_000,
        "comments.html": "<!-- a -->" * 60 + "x",
        "pictures.txt": "Why us? " + "😀" * 60 + "a\n",
        "nul.txt": "Why\0 us?\nBecause\0.\n",
        "empty.md": " \n\t\n",
        "marks.md": "?" * 3000 + "\n" + "*" * 3000 + "\n" + "_" * 3000,
        "brackets.md": "[" * 3000 + "](" * 1000,
        "backticks.md": "`" * 3000 + "a" + "`" * 2999,
        "quotes.md": ">" * 1500 + " Why?",
        "lists.md": "".join(" " * (2 * n) + "- Why?\n" for n in range(200)),
        "spaces.txt": "Why" + " " * 20_000 + "?\n" + "a " * 5000,
        "long.txt": "a" * 50_000 + "?\n" + "Q: " * 5000,
        "dots.txt": "1." * 5000 + " Why?\n" + "- " * 5000,
        "colons.txt": ("a:" * 3000) + "\n" + "Label: " * 3000,
        "details.html": "<html><body>" + "<details><summary>Why?" * 500,
        "deep.html": "<html><body>" + "<div>" * 3000 + "Why?",
        "entities.html": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>Why?&b;',
        "xxe.html": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>Why?&a;',
        "script.html": "<html><body><script>" + "<!--" * 2000 + "</script><p>Why?</p>",
        "table.html": "<html><body><table>" + "<tr><td rowspan=9999 colspan=9999>Why?" * 50,
        "wide.csv": "question,answer\n" + ",".join(["x"] * 5000) + "\n",
        "quote.csv": 'question,answer\n"Why?' + "a\n" * 3000,
        "stars.org": "".join("*" * n + " Why?\n" for n in range(1, 200)),
        "blocks.adoc": "= T\n" + "====\n" * 500 + "|===\n" * 500,
    }
    made = [(name, text.encode()) for name, text in texts.items()]
    made += [
        ("utf16.txt", "Why us?\nBecause.\n".encode("utf-16")),
        ("utf32.txt", "Why us?\n".encode("utf-32")),
        ("latin.txt", "Why caf\xe9?\n\x93quoted\x94\n".encode("latin-1")),
        ("surrogate.txt", b"Why \xed\xa0\x80?\n\xff\xfe\n"),
        ("slip.docx", _zip({"../../pwned": b"x", "[Content_Types].xml": b"<Types/>"})),
        ("bomb.docx", _zip({"word/document.xml": b"\0" * 30_000_000, "[Content_Types].xml": b"<Types/>"})),
        ("xxe.docx", _docx_with(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')),
        ("half.docx", _docx()[:4000]),
        ("boxes.docx", _docx_with(_boxes(40))),
        ("loop.pdf", b"%PDF-1.4\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>"),
        ("half.pdf", _pdf()[:300]),
        ("crowd.pdf", _pdf(1500)),
    ]  # fmt: skip
    return tuple(made)


def mutated_bytes(data: bytes, choose: random.Random) -> bytes:
    """A few bytes or runs cut, doubled, moved, flipped, or replaced by what means something to a reader."""
    made = bytearray(data[:6000])
    for _ in range(choose.choice((1, 1, 2, 3, 5, 9))):
        at = choose.randrange(len(made) + 1)
        end = min(len(made), at + choose.choice((1, 1, 2, 8, 40, 300)))
        match choose.randrange(6):
            case 0:
                del made[at:end]
            case 1:
                made[at:at] = made[at:end] * choose.choice((1, 2, 20))
            case 2:
                made[at:end] = bytes(choose.randrange(256) for _ in range(min(4, end - at)))
            case 3:
                other = choose.randrange(len(made) + 1)
                made[at:at] = made[other : other + 60]
            case _:
                made[at:at] = choose.choice(_TOKENS).encode() * choose.choice((1, 1, 1, 3))
    return bytes(made[:12_000])


def mutated_deck(choose: random.Random) -> bytes:
    """A deck whose values were replaced, renamed, doubled or left out, as YAML (in its JSON subset)."""
    data = _plain_deck()
    for _ in range(choose.choice((1, 1, 2, 4))):
        places = list(_places(data))
        holder, key = choose.choice(places)
        match choose.randrange(5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                name = choose.choice([str(key) + "s", str(key)[1:], "x-" + str(key), "id", "points", ""])
                holder[name] = holder.pop(key)
            case 2 if isinstance(holder, list):
                holder.insert(0, json.loads(json.dumps(holder[key])))
            case 3:
                other, name = choose.choice(places)
                value = other[name] if isinstance(other, dict) and name in other else choose.choice(_VALUES)
                holder[key] = json.loads(json.dumps(value))
            case _:
                # A copy: what is put into it would be in the next document as well.
                holder[key] = deepcopy(choose.choice(_VALUES))
    return json.dumps(data, ensure_ascii=choose.random() < 0.5, indent=choose.choice((None, 1))).encode(
        errors="replace"
    )


def hostile(number: int) -> tuple[str, bytes]:
    """The hostile document of that number, always the same: its name and its bytes."""
    known = attacks()
    if number < len(known):
        return known[number]
    choose = random.Random(number)
    if choose.random() < 0.25:
        return "deck.yaml", mutated_deck(choose)
    # The packed formats take longest to open, and once they are mutated are mostly refused at the door.
    text, packed = good_documents()[:-2], good_documents()[-2:]
    name, data = choose.choice(
        packed if choose.random() < 0.04 else known if choose.random() < 0.15 else text
    )
    if choose.random() < 0.1:
        _, other = choose.choice(text)
        data = data[: choose.randrange(len(data) + 1)] + other
    if choose.random() < 0.15:
        name = f"prep.{choose.choice(ENDINGS)}"
    return name, mutated_bytes(data, choose)


def _plain_deck() -> Any:
    from voicedrill.decks.yaml12 import read_yaml

    return json.loads(json.dumps(read_yaml(DECK).data))


def _places(data: Any) -> Any:
    """Every (holder, key) in the data."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list) and data[key]:
            yield from _places(data[key])


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


@cache
def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("What is a lock?", level=2)
    document.add_paragraph("a lease", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Question", "Answer", "Why us?", "The product"), strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_with(body: bytes) -> bytes:
    """A Word file with another main part."""
    packed = zipfile.ZipFile(io.BytesIO(_docx()))
    files = {name: packed.read(name) for name in packed.namelist()}
    return _zip(files | {"word/document.xml": body})


def _boxes(depth: int) -> bytes:
    """A paragraph with a text box with a paragraph with a text box ..."""
    opened, closed = (
        b"<w:p><w:r><w:t>Why?</w:t></w:r><w:r><w:pict><w:txbxContent>",
        b"</w:txbxContent></w:pict></w:r></w:p>",
    )
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return start + opened * depth + b"<w:p/>" + closed * depth + b"</w:body></w:document>"


def _pdf(rows: int = 3) -> bytes:
    """One page with a table of two columns."""
    cells = b"0 -%d Td (What is %d?) Tj 250 0 Td (a held lease) Tj -250 0 Td "
    table = b"".join(cells % (40 if rows < 9 else 1, n) for n in range(rows))
    text = b"BT /F1 12 Tf 72 700 Td (Q: What is a lock?) Tj 0 -20 Td (A: a lease) Tj " + table + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made) + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
