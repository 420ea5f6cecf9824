"""Weights that may be fetched: which there are, which are on this machine, and the download."""
