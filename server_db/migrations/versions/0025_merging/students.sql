ALTER TABLE students.student ADD COLUMN merged_into_id BIGINT;

CREATE INDEX student_merged_idx ON students.student (merged_into_id) WHERE merged_into_id is not null;

ALTER TABLE students.student ADD CONSTRAINT student_merged_into_id_fkey FOREIGN KEY(merged_into_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT;


ALTER TABLE students.period DROP CONSTRAINT period_origin_check;

ALTER TABLE students.period ADD CONSTRAINT period_origin_check CHECK (origin in ('opening', 'order', 'changed', 'merged'));
