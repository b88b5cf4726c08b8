"""The attacks of the threat model: somebody tries something, and it is said what comes of it."""
