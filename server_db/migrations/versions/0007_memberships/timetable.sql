ALTER TABLE timetable.lesson ADD COLUMN held_at TIMESTAMP WITH TIME ZONE;

ALTER TABLE timetable.lesson ADD COLUMN held_by TEXT;


ALTER TABLE timetable.lesson
    ADD CONSTRAINT lesson_held_by_length_check CHECK (length(held_by) <= 63),
    ADD CONSTRAINT lesson_held_by_trimmed_check CHECK (held_by = btrim(held_by) and held_by <> ''),
    ADD CONSTRAINT lesson_held_check CHECK ((held_at is null) = (held_by is null) and (held_at is null or state = 'planned'));
