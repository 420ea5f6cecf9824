"""Specs of judges, what is known of them, and the embedded one behind the same port."""

import subprocess
import sys
from pathlib import Path

import pytest
from judged_answers import ANSWER, QUESTION, transcript

from make_tiny_entailment import make_tiny_entailment
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.lessons import PointLesson
from voicedrill.errors import UsageError
from voicedrill.judges.base import JudgeChoice
from voicedrill.judges.registry import JUDGES, judges, open_judge, open_reader
from voicedrill.judges.words import WordsJudge


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEDRILL_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "spec", ["", "word", "entail", "entail:", "chat:  ", "words:x", "gpt:4", ":", "entails:x"]
)
def test_a_spec_that_is_none_is_told_what_there_is(spec: str) -> None:
    with pytest.raises(UsageError, match=r"no judge.*entail:NAME.*chat:MODEL@URL"):
        open_judge(spec)


def test_a_misspelt_kind_is_guessed() -> None:
    with pytest.raises(UsageError, match=r"Did you mean 'entail'\?"):
        open_judge("ential:x")


def test_the_embedded_judge_says_what_coverage_says() -> None:
    said = transcript(ANSWER)
    judge = open_judge()
    assert judge.name == "words"
    assert judge.judge(QUESTION, said) == evaluate(QUESTION, said).points
    judge.close()
    lessons = {"review": PointLesson(passages=("who had approved the change",))}
    taught = WordsJudge(lessons).judge(QUESTION, said)
    assert [verdict.score for verdict in taught] == [
        verdict.score for verdict in evaluate(QUESTION, said, lessons).points
    ]
    assert taught != judge.judge(QUESTION, said)


def test_the_embedded_judge_is_nobody_to_be_asked_beside_itself() -> None:
    assert open_reader(JudgeChoice()) is None
    assert open_reader(JudgeChoice("chat:m")).name == "chat:m"


def test_what_doctor_is_told(data_folder: Path) -> None:
    statuses = {status.name: status for status in judges()}
    assert list(statuses) == ["words", *JUDGES]
    assert statuses["words"].available
    assert not statuses["entail"].available
    assert "models pull nli-deberta-v3-xsmall" in statuses["entail"].note
    make_tiny_entailment(data_folder / "models" / "mine", ["word"])
    assert "--judge entail:mine" in {status.name: status for status in judges()}["entail"].note


def test_opening_loads_nothing_heavy(tmp_path: Path) -> None:
    folder = make_tiny_entailment(tmp_path / "tiny", ["word"])
    probe = f"""
import sys
from voicedrill.judges.registry import judges, open_judge
judges(), open_judge("words"), open_judge("entail:{folder}"), open_judge("chat:m")
print(sorted({{"onnxruntime", "tokenizers", "ssl"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['ssl']")
