"""Real PDF and Word files made for a test."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple


class Text(NamedTuple):
    """A line on a page: size in points, ``x`` and ``y`` from the left and bottom edge."""

    text: str
    x: float
    y: float
    size: float = 11
    bold: bool = False


def pdf(pages: Sequence[Sequence[Text]], title: str | None = None) -> bytes:
    """A PDF with these pages (A4, Helvetica): the smallest that any reader takes."""
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    for font in ("Helvetica", "Helvetica-Bold"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        )
    for i, page in enumerate(pages):
        stream = b"BT\n"
        for line in page:
            escaped = (
                line.text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
            )
            font = "F2" if line.bold else "F1"
            stream += f"/{font} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm (".encode() + escaped + b") Tj\n"
        stream += b"ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    if title:
        objects.append(f"<< /Title ({title}) >>".encode())
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    info = f" /Info {len(objects)} 0 R" if title else ""
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{info} >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def flowed(lines: Sequence[str | Text], header: str = "", per_page: int = 45) -> list[list[Text]]:
    """Lines down as many pages as it takes, each page with a header and its number."""
    pages = []
    for start in range(0, len(lines), per_page):
        page = [Text(header, 60, 815, 8)] if header else []
        for i, line in enumerate(lines[start : start + per_page]):
            text = line if isinstance(line, Text) else Text(line, 60, 0)
            page.append(text._replace(y=780 - 16 * i))
        page.append(Text(f"Page {len(pages) + 1}", 280, 30, 8))
        pages.append([text for text in page if text.text])
    return pages
