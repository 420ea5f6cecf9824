"""What every page shares: the templates, its styles and script inside it, and the policy that shuts it off.

A page's content security policy allows the very styles and script that voicedrill wrote, told by their
hashes, and nothing else: a script that came in by a deck or a transcript would not run even if it were not
escaped.
"""

import base64
import hashlib
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicedrill.reports.html.values import EmbeddedSound
from voicedrill.reports.plain import shown
from voicedrill.timing import clock

if TYPE_CHECKING:
    from jinja2 import Environment

#: Half of a surrogate pair: no text, and not to be written as UTF-8.
_HALF = re.compile("[\ud800-\udfff]")
_COMMENTS = {".css": re.compile(r"/\*.*?\*/", re.DOTALL), ".js": re.compile(r"^\s*//.*$", re.MULTILINE)}
_BLANKS = re.compile(r"\s*\n\s*")
_CSS_BLANKS = re.compile(r"\s*([{};,>])\s*|(:) +")
_JS_BLANKS = re.compile(r" ?(=>|===|!==|&&|\|\||=|\{|;) ?| (\})")


def render(template: str, *, styles: tuple[str, ...] = (), script: str | None = None, **values: Any) -> str:
    """The page that ``template`` makes of ``values``: base.css and ``styles`` first, ``script`` at its end.

    All are names of files in `templates/`. The text of ``values`` is escaped wherever it stands; the filter
    ``plain`` takes out what would reorder or hide text, and belongs on every text that a user wrote.
    """
    from markupsafe import Markup

    css = "\n".join(_small(name) for name in ("base.css", *styles))
    js = _small(script) if script else ""
    page = (
        _environment()
        .get_template(template)
        .render(css=Markup(css), js=Markup(js), policy=_policy(css, js), **values)  # our own files
    )
    return re.sub(r"\n{2,}", "\n", _HALF.sub("\ufffd", page))


def data_uri(sound: EmbeddedSound) -> str:
    """``sound`` as an address that holds all of it."""
    return f"data:{sound.media_type};base64,{base64.b64encode(sound.data).decode()}"


def when(created_at: str) -> str:
    """ISO 8601 as it is read: "21 November 2026, 11:42"; what is no date is not shown."""
    try:
        moment = datetime.fromisoformat(created_at)
    except ValueError:
        return ""
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _policy(css: str, js: str) -> str:
    """Only the styles and the script of this page; sound and the icon from inside it; no forms, no base."""
    script = f"script-src {_hash(js)}; " if js else ""
    return (
        f"default-src 'none'; style-src {_hash(css)}; {script}media-src data: blob:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _small(name: str) -> str:
    """A file of styles or script without comments and blanks that say nothing.

    Comments of a script stand on lines of their own; strings in styles hold none of ``{};,>``, and those in
    scripts no blanks beside ``= && || { ;``, nor before ``}``.
    """
    text = files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
    suffix = Path(name).suffix
    text = _BLANKS.sub("\n", _COMMENTS[suffix].sub("", text)).strip()
    if suffix == ".js":
        return _JS_BLANKS.sub(r"\1\2", text)
    return _CSS_BLANKS.sub(r"\1\2", text).replace(";}", "}")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("voicedrill", "reports/html/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = shown
    environment.filters["clock"] = clock
    return environment
