"""What limits a timetable: wishes of people and rooms, rules of days, ways between buildings."""
