"""The timetable solver: events, times, rooms, people and rules in; a plan with its cost out."""
