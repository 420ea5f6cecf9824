"""How practice goes over time, as values: computed from rows of the history, rendered by `reports`."""
