"""A university that does not exist, to look at and to test with: deterministic, believable, loaded by COPY."""
