"""A question turned into speech."""
