"""What stands beside the text: columns and tables of PDF pages, text boxes and footnotes of Word files."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost
from make_files import Text, pdf

from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.kinds import understand
from voicedrill.decks.importers.readers import read_bytes
from voicedrill.decks.importers.readers.page_layout import PageLine, placed

LEFT, RIGHT = 50.0, 310.0


def _set(lines: list[tuple[str, float]], top: float = 760.0) -> list[Text]:
    """Lines one below another, each at its place from the left."""
    return [Text(text, x, top - 15 * n) for n, (text, x) in enumerate(lines)]


def _asked(data: bytes, name: str) -> dict[str, list[str]]:
    draft, _ = import_bytes(data, name)
    return {question.ask: [point.text for point in question.points] for question in draft.questions}


def test_a_question_that_is_broken_in_a_column_is_one() -> None:
    left = [
        "Q: How do you store seed over a long",
        "winter in a damp house?",
        "Dry and cold",
        "In small tins",
    ]
    right = ["Q: When do you sow beans?", "After the last frost", "Not before May"]
    page = [*_set([(text, LEFT) for text in left]), *_set([(text, RIGHT) for text in right])]
    assert _asked(pdf([page]), "seed.pdf") == {
        "How do you store seed over a long winter in a damp house?": ["Dry and cold", "In small tins"],
        "When do you sow beans?": ["After the last frost", "Not before May"],
    }


def test_the_rows_of_a_table_are_read_with_their_header() -> None:
    page = [Text("For the joiner's shop", LEFT, 800)]
    page += [Text("Question", LEFT, 760, bold=True), Text("Notes", RIGHT, 760, bold=True)]
    for n, (ask, asked_on, notes) in enumerate(
        (
            (
                "How do you sharpen a plane on a",
                "building site?",
                ("Flat stone, then leather", "Five minutes"),
            ),
            (
                "Why is oak turning black beside",
                "iron screws?",
                ("Take brass", "Tannin meets iron wherever it is damp"),
            ),
            ("When does wood stop shrinking?", "", ("Never quite", "Leave it room")),
        )
    ):
        top = 730 - 50 * n
        page += [Text(ask, LEFT, top), Text(asked_on or " ", LEFT, top - 14)]
        page += [Text(note, RIGHT, top - 14 * i) for i, note in enumerate(notes)]
    document = read_bytes(pdf([page]), "wood.pdf")
    assert [block.kind for block in document.blocks] == ["paragraph", *["row"] * 4]
    assert_nothing_lost(document, understand(document))
    assert _asked(pdf([page]), "wood.pdf") == {
        "How do you sharpen a plane on a building site?": ["Flat stone, then leather", "Five minutes"],
        "Why is oak turning black beside iron screws?": [
            "Take brass",
            "Tannin meets iron wherever it is damp",
        ],
        "When does wood stop shrinking?": ["Never quite", "Leave it room"],
    }


def test_columns_that_were_written_across_the_page_are_read_one_after_the_other() -> None:
    left = [
        "Q: How do you calm a horse",
        "that shies at tractors on",
        "the road to the field?",
        "walk it past one",
    ]
    right = [
        "with the engine off, and",
        "then on. Q: What is colic?",
        "pain in the belly that",
        "needs a vet at once.",
    ]
    page = []
    for n, pair in enumerate(zip(left, right, strict=True)):
        page += [Text(text, x, 760 - 15 * n) for text, x in zip(pair, (LEFT, RIGHT), strict=True)]
    words = " ".join(block.text for block in read_bytes(pdf([page]), "horse.pdf").blocks)
    assert "shies at tractors on the road to the field?" in words
    assert "walk it past one with the engine off, and then on." in words


def test_dates_at_the_right_margin_make_no_table() -> None:
    lines = ["Baker, Riga", "Miller, Tartu"]
    page = []
    for n, (text, year) in enumerate(zip(lines, ("2019", "2021"), strict=True)):
        page += [Text(text, LEFT, 760 - 60 * n), Text(year, 480, 760 - 60 * n)]
        page.append(
            Text(f"Led a team of {n + 4} people and planned every shift of the week", LEFT, 745 - 60 * n)
        )
    document = read_bytes(pdf([page]), "work.pdf")
    assert [block.text for block in document.blocks][:1] == ["Baker, Riga 2019"]


def _word() -> bytes:
    import docx
    from docx.oxml import parse_xml

    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Draft for Ansel"
    paragraph = word.add_paragraph("What is a gusset?")
    paragraph._p.append(
        parse_xml(
            f"<w:r {w}><w:pict><w:txbxContent><w:p><w:r><w:t>It gives a seam room.</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    word.add_paragraph("How do you press a sleeve?")
    word.add_paragraph("Over a roll.")
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def test_a_text_box_is_read_where_it_is_anchored_and_a_footer_is_told() -> None:
    draft, report = import_bytes(_word(), "tailor.docx")
    points = [[point.text for point in question.points] for question in draft.questions]
    assert points == [["It gives a seam room."], ["Over a roll."]]
    assert [(left.text, left.why) for left in report.left_out] == [
        ("Draft for Ansel", "a footer of the pages")
    ]


def test_a_footnote_is_told() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:footnote><w:p><w:r><w:t>See the old pattern.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    file = BytesIO()
    with ZipFile(BytesIO(_word())) as word, ZipFile(file, "w") as changed:
        for part in word.namelist():
            text = word.read(part)
            if part == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", override.encode())
            if part == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", added.encode())
            changed.writestr(part, text)
        changed.writestr("word/footnotes.xml", notes)
    _, report = import_bytes(file.getvalue(), "tailor.docx")
    assert ("See the old pattern.", "a footnote of the file") in [
        (left.text, left.why) for left in report.left_out
    ]


PLACES = st.floats(0, 600, allow_nan=False)
LINES = st.builds(
    lambda text, left, wide, top, piece: PageLine(
        text, 1, 11.0, False, left, left + wide, top, top - 8, piece
    ),
    st.text("abc XY?12", min_size=1, max_size=30).filter(str.strip),
    st.sampled_from([50.0, 52.0, 300.0, 301.0, 450.0]) | PLACES,
    st.floats(1, 400, allow_nan=False),
    st.integers(0, 60).map(lambda n: 800.0 - 13 * n),
    st.booleans(),
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=40))
def test_no_word_of_a_page_is_lost_or_doubled(lines: list[PageLine]) -> None:
    words = sorted(word for line in lines for word in line.text.split())
    assert sorted(word for one in placed(lines) for word in one.line.text.split()) == words
    rows = [one.row for one in placed(lines) if one.row is not None]
    assert rows == sorted(rows)
