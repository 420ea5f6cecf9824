"""Settings: where a default comes from, and that a slip in the file is told."""

import json
import tomllib
from pathlib import Path

import pytest

from voicedrill.resources import demo_dir


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("VOICEDRILL_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config" / "config.toml"


def settings(run) -> dict:
    return json.loads(run("config", "--json").stdout)["settings"]


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_every_setting_is_listed_with_its_value_and_its_variable(run, file: Path) -> None:
    found = settings(run)
    assert found["end-silence"] == {
        "value": 2.5,
        "source": "built in",
        "variable": "VOICEDRILL_END_SILENCE",
    }
    assert found["bands.fast-wpm"]["value"] == 185
    printed = run("config").output
    assert all(name in printed for name in found)
    assert not file.exists()


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = demo_dir() / "answer.flac"
    run("config", "set", "engine", "in-the-file")
    assert "no recogniser 'in-the-file'" in run("analyze", sound).output
    monkeypatch.setenv("VOICEDRILL_ENGINE", "in-the-environment")
    assert "no recogniser 'in-the-environment'" in run("analyze", sound).output
    assert settings(run)["engine"]["source"] == "the environment"
    assert "no recogniser 'on-the-line'" in run("analyze", sound, "--engine", "on-the-line").output


def test_a_list_and_a_switch_are_set_and_taken_out_again(run, file: Path) -> None:
    run("config", "set", "allow-host", "one.example", "two.example")
    run("config", "set", "no-voice", "true")
    run("config", "set", "device", "2")
    assert tomllib.loads(file.read_text()) == {
        "allow-host": ["one.example", "two.example"],
        "no-voice": True,
        "device": "2",
    }
    assert run("config", "get", "allow-host").stdout == "one.example two.example\n"
    run("config", "unset", "no-voice")
    assert "no-voice" not in tomllib.loads(file.read_text())


def test_comments_and_order_survive(run, file: Path) -> None:
    write(file, '# mine\nvoice = "en-gb"  # the calm one\n\n[bands]\n# I talk fast\nfast-wpm = 190\n')
    run("config", "set", "end-silence", "4")
    run("config", "set", "bands.slow-wpm", "100")
    text = file.read_text()
    assert "# the calm one" in text
    assert "# I talk fast" in text
    assert tomllib.loads(text)["bands"] == {"fast-wpm": 190, "slow-wpm": 100}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("devcie = 'x'", "Did you mean 'device'?"),
        ("[bands]\nfast = 1", "no setting 'fast'"),
        ("end-silence = 'long'", "end-silence"),
        ("no-voice = 'perhaps'", "true or false"),
        ("device = ", "not TOML"),
        ("[device]\nx = 1", "must be a word"),
    ],
)
def test_a_slip_in_the_file_is_one_sentence(run, file: Path, text: str, told: str) -> None:
    write(file, text)
    result = run("practice", "starter")
    assert result.exit_code == 2
    assert told in result.output
    assert str(file) in result.output


def test_a_value_that_the_option_does_not_take_is_not_written(run, file: Path) -> None:
    assert run("config", "set", "end-silence", "long").exit_code == 2
    assert run("config", "set", "bands.fast-wpm", "quick").exit_code == 2
    assert run("config", "set", "nosuch", "1").exit_code == 2
    assert not file.exists()


@pytest.fixture
def slow_answer(tmp_path: Path) -> Path:
    """Sixty words in two minutes."""
    words = [{"text": f"word{n}", "start": n * 2.0, "end": n * 2.0 + 0.4} for n in range(60)]
    file = tmp_path / "answer.json"
    file.write_text(json.dumps({"words": words}))
    return file


def test_the_bounds_of_advice_are_the_users(run, file: Path, slow_answer: Path) -> None:
    def abouts() -> list[str]:
        report = json.loads(run("analyze", "--transcript", slow_answer, "--json").stdout)
        return [advice["about"] for advice in report["advice"]]

    assert "pace" in abouts()
    run("config", "set", "slow-wpm", "10")
    assert "pace" not in abouts()


def test_a_slip_in_the_bounds_costs_no_report(run, file: Path, slow_answer: Path) -> None:
    write(file, "[bands]\nslow-wpm = -4\n")
    result = run("analyze", "--transcript", slow_answer, "--json")
    assert result.exit_code == 0
    assert "slow-wpm must be a number" in json.loads(result.stdout)["warnings"][-1]


def test_quiet_leaves_the_result_alone(run, file: Path) -> None:
    loud, quiet = run("decks"), run("decks", "--quiet")
    assert loud.stdout == quiet.stdout
    assert loud.stderr
    assert quiet.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_lines_call_voicedrill(run, file: Path, shell: str) -> None:
    assert "_VOICEDRILL_COMPLETE" in run("completion", shell).stdout
