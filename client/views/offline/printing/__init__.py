"""The window in which diplomas are printed, with the server and without it."""
