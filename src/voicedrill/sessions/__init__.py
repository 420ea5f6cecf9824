"""A practice session: pure steps in flow, the shell that does the I/O in run."""
