"""Spoken answers with exact truth beside them, and what makes them. Only the demo ships."""
