"""What was said: one flat module a judgement, all of them pure."""
