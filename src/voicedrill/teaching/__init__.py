"""What speakers teach the judge: corrections, where they are kept, and what is worth asking about."""
