"""Records of any table: listing, reading, saving, history, and what is kept beside them."""
