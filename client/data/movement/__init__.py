"""Student movement: orders, whom they concern, and the time line of students."""
