"""The week as it is really held: of a group, a teacher or a room."""
