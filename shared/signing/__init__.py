"""The university's signatures: keys, signed diplomas, codes that are checked without a network. No Qt, no database."""
