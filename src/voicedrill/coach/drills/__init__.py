"""Drills: one skill at a time. Each kind builds its items from a deck and scores what was said; all pure."""
