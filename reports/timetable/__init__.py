"""Timetables, examinations and notices on paper and in Excel."""
