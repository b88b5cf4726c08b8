ALTER TABLE grades.schedule_line ADD COLUMN course_id BIGINT;

ALTER TABLE grades.schedule_line ADD COLUMN until DATE;

ALTER TABLE grades.schedule_line ALTER COLUMN record_id DROP NOT NULL;

CREATE INDEX schedule_line_course_id_idx ON grades.schedule_line (course_id);

ALTER TABLE grades.schedule_line ADD CONSTRAINT schedule_line_schedule_id_course_id_key UNIQUE (schedule_id, course_id);

ALTER TABLE grades.schedule_line ADD CONSTRAINT schedule_line_course_id_fkey FOREIGN KEY(course_id) REFERENCES curriculum.course (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE grades.schedule_line ADD CONSTRAINT schedule_line_failed_or_missing_check CHECK (num_nonnulls(record_id, course_id) = 1);

ALTER TABLE grades.schedule_line ADD CONSTRAINT schedule_line_until_range_check CHECK (until between '1900-01-01' and '2100-01-01');
