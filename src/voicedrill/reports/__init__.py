"""One report, rendered."""
