"""`python -m voicedrill`."""

from voicedrill.cli import main

if __name__ == "__main__":
    main()
