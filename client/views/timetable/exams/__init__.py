"""The timetable of finals: list, board, place of one, papers."""
