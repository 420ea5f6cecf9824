"""Make the spoken answers and their truth: ``python -m audio_fixtures.make [--check] [NAME ...]``.

A name may be a folder (``fillers/dev``). Without names, all. With ``--check`` nothing is written: each truth
is made again and compared with the file, and so is the length of the sound. Exit code 1 when one differs.
Those whose synthesiser is not installed are left out, and said to be.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from audio_fixtures.script import Script, script_from_data
from audio_fixtures.synthesisers import why_not

HERE = Path(__file__).parent
SCRIPTS = HERE / "scripts"


def scripts() -> dict[str, Script]:
    """Every fixture by name ("demo/answer"): those of the script files, then the clips of filled pauses."""
    import yaml

    from audio_fixtures import fillers

    found: dict[str, Script] = {}
    for path in sorted(SCRIPTS.glob("*.yaml")):
        for data in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            script = script_from_data(data)
            if script.name in found:
                raise ValueError(f"{path.name}: the name {script.name!r} is used twice")
            found[script.name] = script
    drawn = (script for part in fillers.PARTS for script in fillers.scripts(part))
    return found | {script.name: script for script in drawn}


def paths(name: str) -> tuple[Path, Path]:
    """Where the sound and the truth of a fixture lie."""
    return HERE / f"{name}.flac", HERE / f"{name}.truth.json"


def truth_text(truth: dict[str, Any]) -> str:
    """The truth as it is written: one line for each word, so that differences can be read."""
    lines = []
    for key, value in truth.items():
        if isinstance(value, list) and value:
            rows = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f'  "{key}": [\n{rows}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def make_one(script: Script, check: bool) -> str | None:
    """Make (or check) one fixture. Returns what is wrong, or None."""
    from audio_fixtures import assembly, sound_files

    sound_path, truth_path = paths(script.name)
    made = assembly.make(script)
    text = truth_text(made.truth)
    if not check:
        sound_path.parent.mkdir(parents=True, exist_ok=True)
        sound_files.write_flac(sound_path, made.samples, assembly.RATE_HZ)
        truth_path.write_text(text, encoding="utf-8")
        return None
    if not sound_path.exists() or not truth_path.exists():
        return f"{script.name}: not made yet"
    if truth_path.read_text(encoding="utf-8") != text:
        return f"{script.name}: the truth differs from {truth_path.name}"
    seconds = len(sound_files.read_flac(sound_path)) / sound_files.FILE_RATE_HZ
    if abs(seconds - made.truth["duration_s"]) > 0.001:
        return f"{script.name}: the sound lasts {seconds:.3f} s, its truth says {made.truth['duration_s']} s"
    return None


def make_all(chosen: Sequence[Script], check: bool) -> Iterator[str]:
    """Make or check many, each in a process of its own, because espeak-ng keeps state between phrases."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context, max_tasks_per_child=1) as pool:
        for problem in pool.map(make_one, chosen, [check] * len(chosen)):
            if problem:
                yield problem


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the spoken answers and their truth.")
    parser.add_argument("names", nargs="*", help="fixtures to make (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with what is there")
    options = parser.parse_args(arguments)
    known = scripts()
    chosen = [] if options.names else list(known.values())
    for wanted in options.names:
        found = [script for name, script in known.items() if f"{name}/".startswith(f"{wanted}/")]
        if not found:
            parser.error(f"no fixture {wanted!r}; known: {', '.join(known)}")
        chosen += found
    for script in [script for script in chosen if why_not(script.voice.voice)]:
        print(f"{script.name} left out: {why_not(script.voice.voice)}")
        chosen.remove(script)
    problems = list(make_all(chosen, options.check))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{len(chosen)} fixtures {'agree' if options.check else 'made'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
