ALTER TABLE students.student ADD COLUMN correspondence TEXT;
ALTER TABLE students.student ADD CONSTRAINT student_correspondence_check CHECK (correspondence in ('uz', 'oz', 'ru'));
ALTER TABLE students.student ADD CONSTRAINT student_correspondence_length_check CHECK (length(correspondence) <= 2);
ALTER TABLE students.student ADD CONSTRAINT student_correspondence_trimmed_check CHECK (correspondence = btrim(correspondence) and correspondence <> '');
