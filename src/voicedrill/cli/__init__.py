"""The command line: parse, call, print, exit code."""

INTERRUPTED = 130


def main() -> None:
    """The entry point of the package: catches Ctrl-C already while Python still imports the command line."""
    import os

    try:
        from voicedrill.cli.main import main as run
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    run()
