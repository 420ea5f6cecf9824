"""The pronouncing dictionary that pocketsphinx brings: 130,000 words, read without starting pocketsphinx."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = "model/en-us/cmudict-en-us.dict"


def phones_of(word: str) -> str | None:
    """Phones of ``word`` in lower case, such as "K AO F"; None when the dictionary, or the file, lacks it."""
    content = _content()
    wanted = word.encode()
    low, high = 0, len(content)
    # The lines stand in the order of their words, but for "(2)" behind the second way to say one.
    while low < high:
        start = content.rfind(b"\n", 0, (low + high) // 2) + 1
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        head, _, phones = content[start:end].partition(b" ")
        key = head.partition(b"(")[0]
        if key == wanted and key == head:
            return phones.decode().strip()
        if key < wanted:
            low = end + 1
        else:
            high = start
    return None


def is_here() -> bool:
    """Whether there is a dictionary at all: on Python 3.12 pocketsphinx has no wheel."""
    return bool(_content())


@cache
def _content() -> bytes:
    spec = find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        return b""
    try:
        return (Path(spec.origin).parent / _FILE).read_bytes()
    except OSError:
        return b""
