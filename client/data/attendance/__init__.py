"""Attendance at the desk: journals, rulings, excuse documents, sums."""
