"""Grade sheets, the academic record and what is made of it."""
