"""Hostile documents are made in benchmarks/, which is beside src and not installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
