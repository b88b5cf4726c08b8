"""Blanks of diplomas and certificates: acts on them, what is in stock, the balance, the book of what was issued."""
