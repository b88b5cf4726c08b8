CREATE TABLE attendance.lesson_topic (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    department_id BIGINT,
    employee_id BIGINT,
    lesson_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT lesson_topic_pkey PRIMARY KEY (id),
    CONSTRAINT lesson_topic_department_id_fkey FOREIGN KEY(department_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_topic_employee_id_fkey FOREIGN KEY(employee_id) REFERENCES employees.employee (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_topic_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_topic_lesson_id_fkey FOREIGN KEY(lesson_id) REFERENCES timetable.lesson (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT lesson_topic_lesson_key UNIQUE (lesson_id),
    CONSTRAINT lesson_topic_topic_id_fkey FOREIGN KEY(topic_id) REFERENCES topics.topic (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX lesson_topic_department_idx ON attendance.lesson_topic (department_id);

CREATE INDEX lesson_topic_employee_idx ON attendance.lesson_topic (employee_id);

CREATE INDEX lesson_topic_scope_idx ON attendance.lesson_topic (faculty_id);

CREATE INDEX lesson_topic_topic_idx ON attendance.lesson_topic (topic_id);

ALTER TABLE attendance.excuse ADD CONSTRAINT excuse_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
