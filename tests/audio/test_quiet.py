import subprocess
import sys

PROGRAM = """
import os, sys, threading
from voicedrill.audio.quiet import quiet_libraries
def both(word):
    os.write(2, f"library {word}\\n".encode())
    print("python", word, file=sys.stderr, flush=True)
first, second = quiet_libraries(), quiet_libraries()
both("before")
first.__enter__()
second.__enter__()
both("inside")
first.__exit__(None, None, None)
both("half out")
second.__exit__(None, None, None)
both("after")
with quiet_libraries():
    both("again")
both("at the end")
"""


def test_only_what_libraries_write_meanwhile_is_dropped() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == [
        *("library before", "python before", "python inside", "python half out"),
        *("library after", "python after", "python again", "library at the end", "python at the end"),
    ]


def test_a_process_without_an_error_stream_does_not_mind() -> None:
    program = (
        "import os\nfrom voicedrill.audio.quiet import quiet_libraries\nos.close(2)\n"
        "with quiet_libraries():\n    print('here')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "here\n"
