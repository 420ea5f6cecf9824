"""Sound in and out, without meaning."""
