"""A mock interview: its plan, clock, moods and debrief. Pure: no device, no database, no time of its own."""
