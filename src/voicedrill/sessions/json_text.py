"""JSON from others, read strictly enough that it can be written again."""

import json
from typing import Any


def read_json(text: str) -> Any:
    """The data in ``text``. Raises ValueError whose message ends a sentence such as "line 3 is ..."."""
    try:
        data = json.loads(text, parse_constant=_no_constant)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise ValueError(f"not JSON ({place}: {error.msg[:1].lower()}{error.msg[1:]})") from error
    except RecursionError as error:
        raise ValueError("JSON nested too deeply") from error
    except UnicodeEncodeError as error:
        raise ValueError("JSON with half a character in it (a lone surrogate)") from error
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(f"not JSON ({name} is no number)")
