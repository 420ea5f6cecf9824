"""Real files of every format, and files that are none."""

import zipfile
from io import BytesIO

import pytest
from make_files import Text, flowed, pdf

from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.errors import ImportFileError


def shapes(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_bytes(data, name).blocks if block.says_something]


NOTES = [
    Text("Interview notes", 60, 0, 20, bold=True),
    Text("Service", 60, 0, 15, bold=True),
    Text("How do you calm an angry guest?", 60, 0, 11, bold=True),
    "I let them finish. Then I say back what I understood, and I ask what would put it",
    "right for them tonight.",
    "\u2022 offer two ways out",
    "\u2022 write it in the book so that the next shift, which was not there on that same night,",
    "knows",
    Text("What is your experience with a till?", 60, 0, 11, bold=True),
    "Four years with two systems.",
]


def test_pages_of_a_pdf_become_one_text_without_headers_and_numbers() -> None:
    data = pdf(flowed(NOTES * 12, "Hotel school \u2013 confidential", 37), "My notes")
    document = read_bytes(data, "notes.pdf")
    assert document.title == "My notes"
    assert not any("confidential" in line or line.startswith("Page ") for line in document.lines)
    assert "confidential" in document.warnings[0]
    assert [(block.kind, block.level, block.bold) for block in document.blocks[:3]] == [
        ("heading", 1, False),
        ("heading", 2, False),
        ("paragraph", 0, True),
    ]
    draft, _ = import_bytes(data, "notes.pdf")
    assert [question.ask for question in draft.questions] == [
        "How do you calm an angry guest?",
        "What is your experience with a till?",
    ] * 12
    assert [point.text for point in draft.questions[0].points] == [
        "I let them finish.",
        "Then I say back what I understood, and I ask what would put it right for them tonight.",
        "offer two ways out",
        "write it in the book so that the next shift, which was not there on that same night, knows",
    ]


def test_pages_are_told_while_a_pdf_is_read() -> None:
    told: list[tuple[int, int]] = []
    import_bytes(pdf(flowed(NOTES * 12, "", 40)), "notes.pdf", lambda done, pages: told.append((done, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_word_file_keeps_headings_lists_tables_and_bold() -> None:
    import docx

    word = docx.Document()
    word.core_properties.title = "Prep"
    word.add_heading("Behavioural", 1)
    word.add_paragraph().add_run("Why do you want this job?").bold = True
    word.add_paragraph("Because of the team.")
    word.add_paragraph("close to home", style="List Bullet")
    word.add_paragraph("and a side note", style="List Bullet 2")
    word.add_heading("Others", 1)
    word.add_paragraph("Tell me about a mistake.", style="List Number")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(
        table._cells, ["Question", "Answer", "What is a lien?", "a claim; it ends when paid"], strict=True
    ):
        cell.text = text
    file = BytesIO()
    word.save(file)
    document = read_bytes(file.getvalue(), "prep.docx")
    assert document.title == "Prep"
    assert [(block.kind, block.text, block.depth, block.bold) for block in document.blocks] == [
        ("heading", "Behavioural", 0, False),
        ("paragraph", "Why do you want this job?", 0, True),
        ("paragraph", "Because of the team.", 0, False),
        ("item", "close to home", 0, False),
        ("item", "and a side note", 1, False),
        ("heading", "Others", 0, False),
        ("item", "Tell me about a mistake.", 0, False),
        ("row", "Question | Answer", 0, False),
        ("row", "What is a lien? | a claim; it ends when paid", 0, False),
    ]
    draft, _ = import_bytes(file.getvalue(), "prep.docx")
    assert [(question.ask, [point.text for point in question.points]) for question in draft.questions] == [
        ("Why do you want this job?", ["Because of the team.", "close to home", "and a side note"]),
        ("Tell me about a mistake.", []),
        ("What is a lien?", ["a claim", "it ends when paid"]),
    ]


def test_html_without_lines_still_has_places() -> None:
    blocks = read_bytes(
        b"<html><body><h2>Why us?</h2><p>Near.</p><ul><li>a<ul><li>b</li></ul></li></ul></body></html>",
        "a.html",
    ).blocks
    assert [(block.kind, block.text, block.line, block.depth) for block in blocks] == [
        ("heading", "Why us?", 1, 0),
        ("paragraph", "Near.", 2, 0),
        ("item", "a", 3, 0),
        ("item", "b", 4, 1),
    ]


def test_wrong_decodings_are_undone() -> None:
    garbled = '"How deep?" → learning, it’s early'.encode().decode("cp1252", "replace").encode()
    assert "→ learning" in read_bytes(garbled, "a.txt").lines[0]
    assert read_bytes("\ufeffWhat\u00a0is an e\u00adfﬁcient team?".encode(), "a.txt").lines == (
        "What is an efficient team?",
    )
    assert read_bytes("Was heißt das?".encode("utf-16"), "a.txt").lines == ("Was heißt das?",)
    assert read_bytes("caf\xe9 \x96 why?".encode("latin-1"), "a.txt").lines == ("café – why?",)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.md", "is empty"),
        (b" \n\t\n", "a.md", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.md", "a picture"),
        (b"RIFF\0\0\0\0WAVE", "a.txt", "a sound"),
        (b"{\\rtf1 hello}", "a.doc", "rich text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "an old Office file"),
        (b"%PDF-1.4\nnothing", "a.pdf", "damaged"),
        (b"PK\x03\x04garbage", "a.docx", "damaged"),
        (b"Hello there.\nNothing is asked here.", "a.txt", "no question was found"),
        (b"[" * 100_000, "a.json", "json"),
    ],
)
def test_what_is_no_document_is_told_in_a_sentence(data: bytes, name: str, told: str) -> None:
    with pytest.raises(ImportFileError) as error:
        import_bytes(data, name)
    assert told in str(error.value)
    assert name in str(error.value)


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_packed_files_that_are_no_word_files_are_named() -> None:
    with pytest.raises(ImportFileError, match="a spreadsheet"):
        read_bytes(packed({"xl/workbook.xml": b"<x/>"}), "a.xlsx")
    with pytest.raises(ImportFileError, match="is damaged"):
        read_bytes(packed({"word/document.xml": b"<x/>"}), "a.docx")
    with pytest.raises(ImportFileError, match="unpacks to far more"):
        read_bytes(packed({"word/document.xml": b" " * 20_000_000}), "bomb.docx")


def test_a_pdf_of_pictures_is_told() -> None:
    with pytest.raises(ImportFileError, match="no text in it"):
        read_bytes(pdf([[], []]), "scan.pdf")


def test_depth_without_end_is_read_or_refused() -> None:
    deep = b"<html><body>" + b"<div>" * 20_000 + b"Why us?"
    assert [block.text for block in read_bytes(deep, "a.html").blocks] == ["Why us?"]
    assert shapes(b"> " * 3_000 + b"Why us?\n\n# A **b** c", "a.md")
    assert shapes(b"- " * 3_000 + b"Why us?\n\n# A **b** c", "a.md")
