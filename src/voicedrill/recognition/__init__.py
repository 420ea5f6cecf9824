"""Speech turned into timed words."""
