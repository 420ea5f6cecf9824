"""Hostile documents and decks: each gives a deck or one clear error, and touches nothing.

The mutated ones are many, and run with `pytest -m slow`. `python -m benchmarks.fuzz` does the same by the
hundred thousand, and says what harm is.
"""

import multiprocessing
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from benchmarks import fuzz, hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicedrill.decks.importers.convert import import_file
from voicedrill.decks.importers.write import write_deck
from voicedrill.decks.load import load_deck
from voicedrill.errors import VoicedrillError

MUTATED = 4_000
GENERATED = 1_000

needs_alarm = pytest.mark.skipif(sys.platform == "win32", reason="the clock that stops a hang is POSIX")


@pytest.mark.slow
@needs_alarm
def test_mutated_documents_and_decks_do_no_harm() -> None:
    blocks = [range(start, start + 500) for start in range(0, MUTATED, 500)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        done = pool.map(fuzz.send_all, blocks, chunksize=1)
    outcomes = sum((outcomes for outcomes, _, _ in done), start=type(done[0][0])())
    assert outcomes.total() == MUTATED
    # Mutation that breaks everything at the door, or nothing, would test little.
    assert outcomes["not imported"] > MUTATED / 20
    assert sum(n for outcome, n in outcomes.items() if outcome.startswith("imported")) > MUTATED / 5
    assert sum(n for outcome, n in outcomes.items() if outcome.startswith("a deck")) > MUTATED / 50
    assert max(memory for _, _, memory in done) < fuzz.LIMIT_MB


WORDS = "title: |questions:|ask: |id: |points: |&a |*a|!!python/name:os.system |Why us?|[what?]|0x1f|1:30"
MARKS = "x-a: |star|- |  - |? |    |{|}|[|]|: |>-|'|#|# |Q: |A: |**|<li>|,|1. |==|* |…|\u0301|😀|~|%|\t"
PIECES = st.sampled_from([*WORDS.split("|"), *MARKS.split("|"), "|", "|\n", '"', "\n", "\n\n"])


@needs_alarm
@settings(
    max_examples=GENERATED,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join),
    st.sampled_from(hostile.ENDINGS),
)
def test_generated_documents_and_decks_do_no_harm(text: str, ending: str) -> None:
    fuzz.warm_up()
    with fuzz.watched():
        fuzz.within_limit(f"prep.{ending}", text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("name", "data"), hostile.attacks(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_known_attacks_leave_nothing_but_the_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    document, deck = tmp_path / "in" / name, tmp_path / "out" / "deck.yaml"
    document.parent.mkdir()
    deck.parent.mkdir()
    document.write_bytes(data)
    with suppress(VoicedrillError):
        draft, _ = import_file(document)
        write_deck(draft, deck)
        assert load_deck(deck).questions or load_deck(deck).stories
    left = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert left == [Path("in", name), *([Path("out/deck.yaml")] if deck.exists() else [])]


@pytest.mark.parametrize("text", [data for name, data in hostile.attacks() if name.endswith(".yaml")])
def test_yaml_builds_no_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "deck.yaml"
    path.write_bytes(text)
    with pytest.raises(VoicedrillError):
        load_deck(path)
    assert list(tmp_path.iterdir()) == [path]
