"""The university's keys at this desk: the public ones as last read, the private one where it is kept."""
