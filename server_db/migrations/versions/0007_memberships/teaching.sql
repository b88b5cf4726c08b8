CREATE TABLE teaching.member (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    faculty_id BIGINT NOT NULL,
    class_id BIGINT NOT NULL,
    student_id BIGINT NOT NULL,
    group_id BIGINT,
    reason TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    slice INTEGER,
    by_hand BOOLEAN DEFAULT false NOT NULL,
    note TEXT,
    span INT8RANGE GENERATED ALWAYS AS (int8range((class_id * 10000000 + student_id) * 100000 + (starts_on - '2000-01-01'::date), (class_id * 10000000 + student_id) * 100000 + coalesce(ends_on - '2000-01-01'::date + 1, 99999))) STORED,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT member_pkey PRIMARY KEY (id),
    CONSTRAINT member_class_id_faculty_id_fkey FOREIGN KEY(class_id, faculty_id) REFERENCES teaching.class (id, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_class_id_student_id_starts_on_key UNIQUE (class_id, student_id, starts_on),
    CONSTRAINT member_counted_check CHECK (starts_on >= '2000-01-01' and starts_on <= '2199-12-31' and coalesce(ends_on, starts_on) <= '2199-12-31' and student_id < 10000000 and class_id < 9000000),
    CONSTRAINT member_ends_on_range_check CHECK (ends_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT member_group_id_fkey FOREIGN KEY(group_id) REFERENCES students."group" (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT member_note_length_check CHECK (length(note) <= 256),
    CONSTRAINT member_note_trimmed_check CHECK (note = btrim(note) and note <> ''),
    CONSTRAINT member_period_check CHECK (ends_on >= starts_on),
    CONSTRAINT member_period_key EXCLUDE USING gist (span WITH &&),
    CONSTRAINT member_reason_check CHECK (reason in ('group', 'elective', 'repeat', 'guest', 'mobility')),
    CONSTRAINT member_reason_length_check CHECK (length(reason) <= 16),
    CONSTRAINT member_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT member_slice_maximum_check CHECK (slice <= 11),
    CONSTRAINT member_slice_minimum_check CHECK (slice >= 0),
    CONSTRAINT member_starts_on_range_check CHECK (starts_on between '1900-01-01' and '2100-01-01'),
    CONSTRAINT member_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX member_group_id_idx ON teaching.member (group_id);

CREATE INDEX member_scope_idx ON teaching.member (faculty_id, class_id);

CREATE INDEX member_student_id_idx ON teaching.member (student_id);

-- Who sits in the classes of terms that are not over: by the order of each group's list, as classes were counted until now.
INSERT INTO teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, slice)
WITH listed AS (
    SELECT t.id, t.group_id, (row_number() OVER o - 1) * 12 / count(*) OVER (PARTITION BY t.group_id) AS slice
      FROM students.student t
     WHERE t.group_id IS NOT NULL AND t.status = '11'
    WINDOW o AS (PARTITION BY t.group_id ORDER BY t.sort_key, t.id)
)
SELECT k.faculty_id, k.id, l.id, l.group_id, CASE c.kind WHEN '12' THEN 'elective' ELSE 'group' END, s.starts_on, l.slice
  FROM teaching.part p
  JOIN teaching.class k ON k.id = p.class_id
  JOIN curriculum.term m ON m.id = k.term_id AND m.ends_on >= current_date
  JOIN curriculum.course c ON c.id = p.course_id
  JOIN curriculum.semester s ON s.id = c.semester_id
  JOIN listed l ON l.group_id = p.group_id AND l.slice >= p.slice_from AND l.slice < p.slice_to
 WHERE c.kind <> '12'
    OR EXISTS (SELECT FROM curriculum.registration r WHERE r.student_id = l.id AND r.course_id = c.id)
 ORDER BY k.id, l.slice, l.id;
