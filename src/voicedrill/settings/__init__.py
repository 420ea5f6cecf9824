"""What the user set once and for all: config.toml, read and rewritten."""
