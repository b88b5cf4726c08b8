"""Layouts of blanks: versions and what is done to them, files and scans, samples, calibrations of printers."""
