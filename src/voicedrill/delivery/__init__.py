"""How it was said: one flat module a metric, all of them pure."""
