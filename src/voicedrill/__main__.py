"""`python -m voicedrill`."""

from voicedrill.cli.main import main

if __name__ == "__main__":
    main()
