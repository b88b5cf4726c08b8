"""The timetable between the database and the desk: versions, the week as a problem to solve, moves, dated lessons."""
