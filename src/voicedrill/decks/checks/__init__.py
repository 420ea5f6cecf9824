"""The rules of `voicedrill check`, a module a group. A rule is a function from a loaded deck to findings."""
