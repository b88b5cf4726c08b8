"""Timetables in files of other programs: FET, the competition of 2007, calendars."""
