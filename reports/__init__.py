"""Official papers and lists as PDF: one module a document, data in, bytes out."""
