"""The judge by entailment, on a tiny real ONNX model whose answers are known (make_tiny_entailment)."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged_answers import ANSWER, QUESTION, transcript

from make_tiny_entailment import make_tiny_entailment
from voicedrill.decks.model import TalkingPoint
from voicedrill.errors import JudgeError
from voicedrill.judges.cross_encoder import BATCH, CrossEncoder, entailed
from voicedrill.judges.entailment import around, best_windows, pairs
from voicedrill.judges.registry import open_judge

POINTS = "rolled back release, told customers early, status page updated, blameless review afterwards"
VOCABULARY = POINTS.replace(",", "").split()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_entailment(tmp_path_factory.mktemp("entail") / "tiny-nli", VOCABULARY)


def copied(tiny: Path, folder: Path, **changed: str | bytes | None) -> Path:
    folder.mkdir()
    for file in tiny.iterdir():
        content = changed.get(file.stem, file.read_bytes())
        if content is not None:
            (folder / file.name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_points_are_judged_by_the_window_that_entails_them(tiny: Path) -> None:
    judge = open_judge(f"entail:{tiny}")
    assert judge.name == "entail:tiny-nli"
    rollback, customers, review = judge.judge(QUESTION, transcript(ANSWER))

    assert (rollback.status, rollback.weight) == ("covered", 2)
    assert rollback.score == pytest.approx(np.exp(3.6) / (np.exp(3.6) + 2), abs=1e-3)
    assert rollback.evidence.quote == "So, um, I rolled back the release within ten minutes."
    assert (rollback.evidence.start, rollback.evidence.end) == pytest.approx((9 * 0.4, 18 * 0.4 + 0.3))
    assert customers.status == "covered", "its alias is entailed"
    assert customers.evidence.quote == "Then I updated the status page myself."
    assert (review.status, review.evidence, review.must) == ("missed", None, True)
    assert review.score < 0.01


def test_halves_in_two_sentences_are_found_together_and_a_half_alone_is_partial(tiny: Path) -> None:
    question = replace(QUESTION, points=(TalkingPoint("p", "told customers early"),))
    judge = open_judge(f"entail:{tiny}")
    apart = "We were slow. We told them all. Customers knew it early. Nobody was angry at us."
    (together,) = judge.judge(question, transcript(apart))
    assert together.status == "covered"
    assert together.evidence.quote == "We told them all. Customers knew it early."
    (half,) = judge.judge(question, transcript("We were slow. We told our customers. Nobody was angry."))
    assert (half.status, half.evidence.quote) == ("partial", "We told our customers.")


def test_three_sentences_are_read_together(tiny: Path) -> None:
    question = replace(QUESTION, points=(TalkingPoint("p", "told customers early"),))
    text = "We were slow. We told them all. The customers knew. It was early on. Nobody was angry at us."
    (verdict,) = open_judge(f"entail:{tiny}").judge(question, transcript(text))
    assert verdict.evidence.quote == "We told them all. The customers knew. It was early on."
    assert verdict.status == "covered"


def test_batches_of_any_size_give_the_same(tiny: Path) -> None:
    encoder = CrossEncoder(tiny)
    several = [
        ("we rolled " + "very " * (at % 7) + "back", "rolled back release") for at in range(3 * BATCH + 1)
    ]
    together = encoder.probabilities(several, 60)
    assert together.shape == (len(several),)
    alone = [encoder.probabilities([pair], 60)[0] for pair in several[:10]]
    assert together[:10] == pytest.approx(alone)


@pytest.mark.parametrize(
    "labels",
    [("entailment", "neutral", "contradiction"), ("not_entailment", "entailment"), ("LABEL_0",)],
)
def test_the_label_of_entailment_is_read_from_the_config(tmp_path: Path, labels: tuple[str, ...]) -> None:
    encoder = CrossEncoder(make_tiny_entailment(tmp_path / "m", VOCABULARY, labels))
    said = encoder.probabilities([("I rolled back the release", "rolled back release"), ("No", "review")], 60)
    assert said[0] > 0.9
    assert said[1] < 0.01


def test_weights_where_repositories_keep_them_are_found(tiny: Path, tmp_path: Path) -> None:
    folder = copied(tiny, tmp_path / "m")
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model_quantized.onnx")
    assert open_judge(f"entail:{folder}").judge(QUESTION, transcript(ANSWER))[0].status == "covered"


def config(**labels: str) -> str:
    return json.dumps({"id2label": {number.strip("_"): label for number, label in labels.items()}})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"model": None}, r"lacks model\.onnx"),
        ({"tokenizer": None}, r"lacks tokenizer\.json"),
        ({"config": None}, r"lacks config\.json"),
        ({"config": "{"}, "cannot be read"),
        ({"config": "[]"}, "no JSON object"),
        ({"config": "{}"}, "names no labels"),
        ({"config": config(_0="positive", _1="negative")}, "positive, negative.*natural language inference"),
    ],
)
def test_a_folder_that_is_no_such_model_is_refused_at_once(
    tiny: Path, tmp_path: Path, changed: dict[str, str | None], said: str
) -> None:
    with pytest.raises(JudgeError, match=said):
        open_judge(f"entail:{copied(tiny, tmp_path / 'm', **changed)}")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"model": b"not a model"}, "does not load"),
        ({"tokenizer": "{}"}, "does not load"),
        ({"config": config(_0="entailment", _1="other")}, "array of .* for 2 labels"),
    ],
)
def test_a_model_that_does_not_work_is_an_error_of_the_judge(
    tiny: Path, tmp_path: Path, changed: dict[str, str | bytes], said: str
) -> None:
    judge = open_judge(f"entail:{copied(tiny, tmp_path / 'm', **changed)}")
    with pytest.raises(JudgeError, match=said):
        judge.judge(QUESTION, transcript(ANSWER))


def test_the_time_limit_holds(tiny: Path) -> None:
    with pytest.raises(JudgeError, match="not done in time"):
        open_judge(f"entail:{tiny}", limit_s=0.0).judge(QUESTION, transcript(ANSWER))


def test_after_close_it_loads_again(tiny: Path) -> None:
    judge = open_judge(f"entail:{tiny}")
    before = judge.judge(QUESTION, transcript(ANSWER))
    judge.close()
    judge.close()
    assert judge.judge(QUESTION, transcript(ANSWER)) == before


def test_a_name_that_is_not_here_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path
) -> None:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path))
    for name in ("nli-deberta-v3-small", "Xenova/nli-deberta-v3-small"):
        with pytest.raises(JudgeError, match=r"here: none.*models pull nli-deberta-v3-small`"):
            open_judge(f"entail:{name}")
    with pytest.raises(JudgeError, match=r"Did you mean 'nli-deberta-v3-small'\?"):
        open_judge("entail:nli-deberta-v3-smal")
    copied(tiny, tmp_path / "x").rename(tmp_path / "models" / "nli-deberta-v3-small")
    assert open_judge("entail:Xenova/nli-deberta-v3-small").name == "entail:nli-deberta-v3-small"


@given(st.integers(0, 40), st.data())
def test_windows_stay_inside_the_answer_and_hold_up_to_three_sentences(
    count: int, data: st.DataObject
) -> None:
    found = pairs(count)
    assert len(found) == (max(count - 1, 1) if count else 0)
    if not found:
        return
    window = data.draw(st.sampled_from(found))
    more = around(window, count)
    assert all(0 <= first <= last < count and last - first <= 2 for first, last in [*found, *more])
    assert window not in more
    assert len(set(more)) == len(more)


def test_of_windows_as_good_the_shortest_then_the_first_is_the_evidence() -> None:
    scores = {(0, (1, 2)): 0.9, (0, (2, 2)): 0.9, (0, (4, 4)): 0.9, (1, (0, 1)): 0.2}
    assert best_windows(scores, 3) == [((2, 2), 0.9), ((0, 1), 0.2), ((0, 0), 0.0)]


@given(st.lists(st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=3), min_size=1, max_size=5))
def test_probabilities_of_all_labels_sum_to_one_whatever_the_logits(logits: list[list[float]]) -> None:
    array = np.array(logits)
    assert sum(entailed(array, label, 3) for label in range(3)) == pytest.approx(np.ones(len(logits)))


def test_a_model_that_gives_no_numbers_is_refused() -> None:
    with pytest.raises(JudgeError, match="no number"):
        entailed(np.array([[0.0, np.nan]]), 0, 2)
