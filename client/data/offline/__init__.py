"""The printing of diplomas on this computer: what it took along, what it did, and how the server learns it."""
