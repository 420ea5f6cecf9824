"""Make the Word and PDF documents of this folder. The PDF files need chromium.

python tests/decks/importers/unseen4/make_files.py
"""

import subprocess
import tempfile
from pathlib import Path

from docx import Document

HERE = Path(__file__).resolve().parent

TWO_COLUMNS = """<html><head><style>@page{size:A4;margin:18mm} body{font:10.5pt/1.35 sans-serif} .c{columns:2;column-gap:9mm}
h1{font-size:17pt;margin:0 0 4mm} h2{font-size:13pt} p.q{font-weight:bold;margin:3mm 0 1mm} ul{margin:0 0 2mm;padding-left:5mm}
p{margin:0 0 2mm}</style></head><body><h1>Warehouse team leader: interview crib</h1><div class="c">
<h2>About the firm</h2><p>Dunmore Parcels opened its third hall in May. Two hundred people, three shifts, and a new sorter
that is not yet at full speed.</p><h2>People</h2>
<p class="q">How do you start a shift?</p><ul><li>Five minutes standing at the board: yesterday, today, one safety point</li>
<li>Walk the line once before the first lorry</li><li>Check who is new</li></ul>
<p class="q">What do you do when two people will not work together?</p><ul><li>Hear each of them alone</li>
<li>Agree on rules for the shift, not on friendship</li><li>Look at it again after two weeks</li></ul>
<p class="q">How do you train somebody who speaks little English?</p><ul><li>Show, let do, watch</li>
<li>Pictures on the station instead of text</li></ul>
<h2>Safety</h2><p class="q">Describe a near miss you dealt with.</p>
<p>A pallet slid off the second level while a picker stood below. I closed the aisle, took photographs and found that the
wrap was too thin. We changed supplier within the month.</p>
<p class="q">Who may drive a reach truck?</p><p>Only people with a licence that I have seen, and after a lap with me.</p>
<h2>Numbers</h2><p class="q">Which figures would you put on the board?</p><ul><li>Parcels an hour for each person</li>
<li>Wrong sorts for each thousand</li><li>Days without an accident</li></ul>
<p class="q">How did you bring overtime down?</p><ul><li>Moved the break of the late shift by half an hour</li>
<li>From 210 hours to 90 in a quarter</li></ul>
<h2>Checklist</h2><ul><li>Safety shoes in the bag</li><li>Ask for a tour</li></ul></div></body></html>"""

SLIDES = (
    """<html><head><style>@page{size:254mm 143mm;margin:0} body{margin:0;font-family:sans-serif}
.s{width:254mm;height:142mm;page-break-after:always;padding:14mm;box-sizing:border-box;position:relative}
h1{font-size:30pt} h2{font-size:25pt;margin:0 0 8mm} li{font-size:17pt;margin:2mm 0} p{font-size:17pt}
.f{position:absolute;bottom:6mm;left:14mm;right:14mm;font-size:9pt;color:#777}</style></head><body>"""
    + "".join(
        f'<div class="s">{body}<div class="f">Product manager practice · Saltire cohort 7 · {number}</div></div>'
        for number, body in enumerate(
            (
                "<h1>Product manager interviews</h1><p>Workshop of the Saltire cohort, 12 October 2026</p>",
                "<h2>Agenda</h2><ul><li>Product sense</li><li>Execution</li><li>Leadership</li></ul>",
                "<h2>How would you improve a library app?</h2><ul><li>Pick one reader: parents with small children</li>"
                "<li>Their pain is returning on time</li><li>Propose a shared family shelf</li><li>Measure late returns</li></ul>",
                "<h2>Sign-ups are flat but visits doubled. Why?</h2><ul><li>Ask where the new visits come from</li>"
                "<li>Split by device</li><li>Check the form on the slowest phone</li></ul>",
                "<h2>How do you say no to the sales team?</h2><ul><li>Show the cost in weeks</li><li>Offer the smaller thing</li>"
                "<li>Write the decision down</li></ul>",
                "<h2>Tell me about a launch that failed</h2><ul><li>Group chats for a ski rental in 2023</li>"
                "<li>Nobody wanted to talk to strangers</li><li>We closed it after six weeks and kept the photo feed</li></ul>",
                "<h2>Which metric would you put on the wall, and which one would you never show?</h2><ul>"
                "<li>Wall: trips finished</li><li>Never: installs</li></ul>",
                "<h1>Thank you!</h1><p>Questions? Mail us at cohort@saltire.example</p>",
            ),
            start=1,
        )
    )
    + "</body></html>"
)


def print_page(html: str, target: Path) -> None:
    """Print a page of HTML to a PDF file."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{html}", encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


def gdoc(target: Path) -> None:
    """A list of numbered questions with bullets below, as a shared document is saved for Word."""
    document = Document()
    document.add_heading("Interview prep – Junior Accountant @ Fenwick Hale", level=0)
    document.add_paragraph("Shared with: Mum, Teo. Last edit was on Nov 14.")
    document.add_heading("Round 1: HR (30 min)", level=1)
    for question, notes in (
        ("Could you introduce yourself briefly?", ("Two years of bookkeeping for a bike shop", "Evening course, finished in June with distinction")),
        ("What do you know about our clients?", ("Mostly breweries and small hotels", "They took over the Pargeter practice last year")),
        ("What are your salary expectations?", ("32 to 34, open for study leave",)),
    ):  # fmt: skip
        document.add_paragraph(question, style="List Number")
        for note in notes:
            document.add_paragraph(note, style="List Bullet 2")
    document.add_heading("Round 2: Technical (60 min)", level=1)
    for question, notes in (
        ("How would you explain depreciation to a brewer?", ("The kettle loses value every year it brews", "Spread the price over the years of use")),
        ("A supplier invoice is missing at year end. What do you do?", ("Estimate from the delivery note", "Book an accrual", "Reverse it when the invoice comes")),
        ("What is the difference between cash and profit?", ("Profit counts the sale when it is made", "Cash counts it when the money arrives")),
    ):  # fmt: skip
        document.add_paragraph(question, style="List Number")
        for note in notes:
            document.add_paragraph(note, style="List Bullet 2")
    paragraph = document.add_paragraph(style="List Number")
    paragraph.add_run("Tell us about a mistake in a set of books and how you found it.").bold = True
    document.add_paragraph(
        "I had posted the VAT of one month twice. The balance was off by exactly that sum, so I searched for half of it first."
    )
    document.add_heading("To bring", level=1)
    for thing in ("Certificates (copies)", "The printed balance sheet"):
        document.add_paragraph(thing, style="List Bullet")
    document.add_heading("My questions", level=1)
    for question in (
        "How is study leave handled in the busy season?",
        "Which software do you move to next year?",
    ):
        document.add_paragraph(question, style="List Bullet")
    document.save(str(target))


def worksheet(target: Path) -> None:
    """A coach's worksheet: a small table for each question, rows with labels on the left."""
    document = Document()
    document.add_heading("Interview worksheet", level=1)
    document.add_paragraph("Client: M. Duarte    Coach: Yvaine Proctor    Session 3 of 5")
    document.add_paragraph(
        "Fill in the right column. Keep every answer below two minutes. Do not write whole sentences!"
    )
    for number, (question, rows) in enumerate(
        (
            ("What makes you a good tram driver?", (("Key points", "Nine years without a fault of mine\nI know the whole north net"), ("Avoid", "Complaining about shifts"), ("Time", "90 s"))),
            ("Describe a situation in which you had to stay calm.", (("Situation", "Boy on the track at Lenz Square"), ("Action", "Emergency brake, bell, then spoke to the passengers"), ("Result", "Nobody hurt, back on time after three stops"))),
            ("How do you deal with passengers without a ticket?", (("Key points", "It is the inspector's task\nI stay polite and report trouble"), ("Coach's comment", "Good. Smile more."))),
            ("Why do you want to become an instructor?", (("Key points", "I trained four beginners last year\nTwo of them passed at the first try"), ("Avoid", "Money"))),
        ),
        start=1,
    ):  # fmt: skip
        table = document.add_table(rows=1 + len(rows), cols=2, style="Table Grid")
        table.cell(0, 0).text, table.cell(0, 1).text = f"Q{number}.", question
        for index, (label, text) in enumerate(rows, start=1):
            table.cell(index, 0).text, table.cell(index, 1).text = label, text
        document.add_paragraph("")
    document.add_paragraph("Homework: say Q2 aloud three times before Tuesday.")
    document.save(str(target))


if __name__ == "__main__":
    gdoc(HERE / "gdoc.docx")
    worksheet(HERE / "worksheet.docx")
    print_page(TWO_COLUMNS, HERE / "two-columns.pdf")
    print_page(SLIDES, HERE / "slides.pdf")
