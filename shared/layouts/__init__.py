"""Layouts of pre-printed blanks, without Qt, database and PDF.

`layout` is the document with its fields, `texts` what can be printed, `placing` lays texts out and says what does not
fit, `snapping` helps the hand that drags, `calibration` reckons with a test sheet, `file` is the layout as a file.
"""
