"""What the client, the server's installer and the documents have in common; no Qt, no driver."""
