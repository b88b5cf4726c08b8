"""What papers share: fonts, the parts of a page, lists as PDF, many papers at once."""
