"""Spoken answers with exact truth beside them, and what makes them. A tool of development: it does not ship."""
