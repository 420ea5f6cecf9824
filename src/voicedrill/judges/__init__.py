"""Judges that read: opt-in adapters that may load a model or talk to a server on this machine."""
