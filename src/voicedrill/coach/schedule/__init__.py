"""When a question or a missed point comes back, what to ask today, and a plan up to the interview. Pure."""
