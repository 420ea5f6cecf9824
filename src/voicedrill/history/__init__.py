"""Every finished answer, in one SQLite file: how it is made, what is kept in it and asked of it."""
