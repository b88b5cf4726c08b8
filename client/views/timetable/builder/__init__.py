"""The timetable builder: the week at a desk, stored by the database move by move."""
