"""Reports by a judge that reads: who judged is named, and whatever goes wrong nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from judged_answers import ANSWER, QUESTION, transcript

import fake_chat
from fake_chat import closed_port, sends, writes
from make_tiny_entailment import make_tiny_entailment
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.lessons import Lessons, PointLesson
from voicedrill.coverage.results import Judged, PointVerdict
from voicedrill.coverage.settling import settle
from voicedrill.judges.registry import open_judge
from voicedrill.recognition.fakes import ScriptedRecogniser
from voicedrill.reports.as_json import from_json, to_json
from voicedrill.reports.model import Report
from voicedrill.resources import demo_dir
from voicedrill.sessions.analyse import Analyser

SAID = transcript(ANSWER)
MISSED = {"quote": "", "status": "missed"}
#: What the report has when nobody else is asked.
OWN = from_json(to_json(Analyser().analyse_transcript(SAID, QUESTION))).coverage
FLAWS: dict[str, tuple[fake_chat.Behaviour, str]] = {
    "slow": (fake_chat.waits, "took longer than"),
    "dripping": (fake_chat.drips, "took longer than"),
    "endless": (fake_chat.floods, "sends more than any verdict needs"),
    "no JSON": (writes("All fine!"), "not JSON"),
    "another shape": (writes({"verdict": "good"}), "no verdict on"),
    "an error": (sends({"error": {"message": "overloaded"}}, 500), "overloaded"),
    "sent elsewhere": (sends(b"", 302, Location="http://192.0.2.1/"), "not followed"),
    "all invented": (
        writes({f"p{i}": {"quote": "we made all of these points", "status": "covered"} for i in (1, 2, 3)}),
        "none of the words that it quoted were said",
    ),
}


def report_by(spec: str, limit_s: float = 60.0) -> Report:
    with Analyser(judge=open_judge(spec, limit_s=limit_s)) as analyser:
        return from_json(to_json(analyser.analyse_transcript(SAID, QUESTION)))


def test_the_report_names_the_judge_that_read() -> None:
    with fake_chat.running(writes(dict.fromkeys(("p1", "p2", "p3"), MISSED))) as chat:
        report = report_by(f"chat:llama@{chat.address}")
    assert report.coverage.judge == "chat:llama"
    assert report.coverage.score == 0
    assert report.warnings == ()


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_judge_that_fails_is_replaced_by_words_and_the_report_says_so(flaw: str) -> None:
    behave, said = FLAWS[flaw]
    with fake_chat.running(behave) as chat:
        report = report_by(f"chat:m@{chat.address}", limit_s=0.3 if "took" in said else 60.0)
    assert report.coverage == OWN
    assert report.coverage.judge == "words"
    (warning,) = report.warnings
    assert warning.startswith("chat:m did not judge this answer: ")
    assert said in warning
    assert warning.endswith("judged by words instead.")


def test_a_server_that_is_closed_too() -> None:
    report = report_by(f"chat:m@http://127.0.0.1:{closed_port()}")
    assert report.coverage == OWN
    assert "no answer from 127.0.0.1" in report.warnings[0]


def test_a_point_whose_quote_was_invented_is_judged_by_words_alone_and_named() -> None:
    invented = {"quote": "a blameless review was held", "status": "covered"}
    with fake_chat.running(writes({"p1": MISSED, "p2": MISSED, "p3": invented})) as chat:
        report = report_by(f"chat:m@{chat.address}")
    assert report.coverage.judge == "chat:m + words"
    assert [point.status for point in report.coverage.points] == ["missed", "missed", "missed"]
    assert report.coverage.points[2] == OWN.points[2]
    assert report.warnings == (
        "chat:m quoted what was not said for one point, judged by words instead: "
        "“blameless review afterwards”.",
    )


def test_a_model_that_does_not_load_loses_nothing(tmp_path: Path) -> None:
    folder = make_tiny_entailment(tmp_path / "broken", ["word"])
    (folder / "model.onnx").write_bytes(b"broken")
    report = report_by(f"entail:{folder}")
    assert report.coverage == OWN
    assert "entail:broken did not judge this answer: its model in" in report.warnings[0]


def test_a_model_on_this_machine_and_the_embedded_judge_open_no_connection(
    tmp_path: Path, connections: list[object]
) -> None:
    folder = make_tiny_entailment(tmp_path / "tiny", ["rolled", "back", "release"])
    assert report_by(f"entail:{folder}").coverage.judge == "entail:tiny"
    assert report_by("words").coverage.judge == "words"
    assert connections == []


def test_facts_beats_and_flags_stay_with_the_embedded_judge() -> None:
    question = replace(QUESTION, facts=("ten minutes",), red_flags=("Blame shifting",))
    with fake_chat.running(writes(dict.fromkeys(("p1", "p2", "p3"), MISSED))) as chat:
        judge = open_judge(f"chat:m@{chat.address}")
        with Analyser(judge=judge) as analyser:
            coverage = analyser.analyse_transcript(SAID, question).coverage
    own = evaluate(question, SAID)
    assert (coverage.facts, coverage.red_flags, coverage.beats) == (own.facts, own.red_flags, own.beats)


def test_sound_takes_the_same_way() -> None:
    with fake_chat.running(writes(dict.fromkeys(("p1", "p2", "p3"), MISSED))) as chat:
        judge = open_judge(f"chat:m@{chat.address}")
        heard = ScriptedRecogniser(["I rolled back the release."] + [""] * 50)
        with Analyser(recogniser=heard, judge=judge) as analyser:
            report = analyser.analyse_file(demo_dir() / "answer.flac", QUESTION)
    assert report.coverage.judge == "chat:m"
    assert "I rolled back the release." in chat.requests[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("text", "question"), [("", QUESTION), (ANSWER, None), (ANSWER, replace(QUESTION, points=()))]
)
def test_where_there_is_nothing_to_judge_nobody_is_asked(text: str, question: object) -> None:
    with (
        fake_chat.running(fake_chat.waits) as chat,
        Analyser(judge=open_judge(f"chat:m@{chat.address}")) as analyser,
    ):
        report = analyser.analyse_transcript(transcript(text), question)
    assert chat.requests == []
    assert (report.coverage.judge, report.warnings) == ("words", ())


# --- what the speaker taught comes first


def verdicts(*statuses: str | None) -> tuple[PointVerdict | None, ...]:
    return tuple(
        status and PointVerdict(point.id, point.say, point.weight, point.must, status, 0.9, None)
        for point, status in zip(QUESTION.points, statuses, strict=True)
    )


def statuses(lessons: Lessons, judged: Judged) -> tuple[str, list[str]]:
    coverage = evaluate(QUESTION, SAID, lessons, judged)
    return coverage.judge, [point.status for point in coverage.points]


def test_a_passage_that_was_taught_outranks_the_reader() -> None:
    reader = Judged("reader", verdicts("missed", "missed", "missed"))
    words = verdicts("covered", "covered", "partial")
    lessons = {"rollback": PointLesson(passages=("what",)), "review": PointLesson(passages=("ever",))}
    judge, found = settle(reader, words, words, lessons, "words")
    assert judge == "reader + words"
    assert [verdict.status for verdict in found] == ["covered", "missed", "missed"]


def test_a_tick_that_was_taken_away_stays_away() -> None:
    reader = Judged("reader", verdicts("covered", "covered", "covered"))
    taught, before = verdicts("missed", "missed", "missed"), verdicts("partial", "missed", "missed")
    lessons = {point.id: PointLesson(not_passages=("something else",)) for point in QUESTION.points}
    judge, found = settle(reader, taught, before, lessons, "words")
    assert judge == "reader + words"
    assert [verdict.status for verdict in found] == ["missed", "covered", "covered"]


def test_a_lesson_that_says_nothing_on_this_answer_leaves_the_reader_alone() -> None:
    lessons = {"review": PointLesson(passages=("Everybody wrote down their view without names.",))}
    reader = Judged("reader", verdicts("missed", "missed", "partial"))
    assert statuses(lessons, reader) == ("reader", ["missed", "missed", "partial"])
    silent = Judged("reader", verdicts(None, None, None))
    assert statuses({}, silent) == ("words", [point.status for point in OWN.points])


# --- on the command line


def answer_file(tmp_path: Path) -> tuple[Path, Path]:
    answer, question = tmp_path / "answer.txt", tmp_path / "question.yaml"
    answer.write_text(ANSWER)
    question.write_text("id: outage\nask: Tell me about an outage.\npoints: [rolled back the release]\n")
    return answer, question


def test_analyze_and_batch_take_a_judge(run: Callable, tmp_path: Path) -> None:
    said = {"quote": "I rolled back the release", "status": "partial"}
    out = tmp_path / "out.jsonl"
    manifest = tmp_path / "m.jsonl"
    manifest.write_text(
        '{"id": 1, "transcript": "I rolled back the release.", "question": '
        '{"id": "q", "ask": "How?", "points": ["rolled back the release"]}}\n'
    )
    answer, question = answer_file(tmp_path)
    with fake_chat.running(writes({"p1": said})) as chat:
        spec = f"chat:m@{chat.address}"
        asked = ("analyze", "--transcript", answer, "--question-file", question)
        printed = run(*asked, "--judge", spec, "--json").stdout
        shown = run(*asked, "--judge", spec).stdout
        done = run("batch", manifest, "-o", out, "--jobs", 1, "--judge", spec)
    assert from_json(printed).coverage.judge == "chat:m"
    assert from_json(printed).coverage.points[0].status == "partial"
    assert "points judged by chat:m." in shown
    assert done.exit_code == 0
    assert '"judge": "chat:m"' in out.read_text()
    assert len(chat.requests) == 3


def test_the_environment_chooses_a_judge_and_its_limits(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEDRILL_JUDGE_SECONDS", "0.2")
    answer, question = answer_file(tmp_path)
    with fake_chat.running(fake_chat.waits) as chat:
        monkeypatch.setenv("VOICEDRILL_JUDGE", f"chat:m@{chat.address}")
        done = run("analyze", "--transcript", answer, "--question-file", question)
        assert not chat.let_go.is_set()
    assert done.exit_code == 0
    assert "took longer than 0.2 s" in " ".join(done.stdout.split())
    assert "points judged by words." in done.stdout


@pytest.mark.parametrize(
    ("spec", "code", "said"),
    [
        ("chta:m", 2, "Did you mean 'chat'?"),
        ("chat:m@http://10.1.2.3", 2, "--allow-host 10.1.2.3"),
        ("entail:nli-deberta-v3-xsmall", 4, "voicedrill models pull nli-deberta-v3-xsmall"),
    ],
)
@pytest.mark.parametrize("command", ["analyze", "practice", "batch"])
def test_a_judge_that_cannot_be_is_told_before_anything_else(
    run: Callable, tmp_path: Path, command: str, spec: str, code: int, said: str
) -> None:
    rest = {"analyze": ("nothing.wav",), "practice": ("nothing.yaml",), "batch": ("no.jsonl", "-o", "-")}
    done = run(command, *rest[command], "--judge", spec)
    assert done.exit_code == code
    assert said in done.output


def test_a_host_is_allowed_by_option_or_environment(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("analyze", "nothing.wav", "--judge", "chat:m@http://box.invalid")
    assert run(*asked).exit_code == 2
    assert run(*asked, "--allow-host", "other", "--allow-host", "box.invalid").exit_code == 3
    monkeypatch.setenv("VOICEDRILL_ALLOW_HOST", "other box.invalid")
    assert run(*asked).exit_code == 3


def test_doctor_lists_the_judges_and_the_one_that_was_chosen(
    run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = " ".join(run("doctor").output.split())
    assert "points are judged by words unless --judge says otherwise" in listed
    assert "models pull nli-deberta-v3-xsmall" in listed
    assert "--judge chat:MODEL@http://127.0.0.1:11434/v1" in listed
    monkeypatch.setenv("VOICEDRILL_JUDGE", "entail:gone")
    done = run("doctor")
    assert done.exit_code == 4
    assert "VOICEDRILL_JUDGE is entail:gone" in done.output
