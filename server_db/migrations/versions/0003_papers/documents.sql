CREATE TABLE documents.kind (
    code TEXT NOT NULL,
    relation TEXT NOT NULL,
    prefix TEXT NOT NULL,
    series TEXT NOT NULL,
    languages TEXT[] NOT NULL,
    facts TEXT,
    issuers TEXT[] NOT NULL,
    readers TEXT[] NOT NULL,
    CONSTRAINT kind_pkey PRIMARY KEY (code)
);

-- What is filled is changed as the administrator: row security hides the rows from the owner of the tables, whose
-- updates would find none and whose keys would be proved by nothing.
RESET ROLE;

ALTER TABLE documents.counter RENAME COLUMN kind TO series;

ALTER TABLE documents.paper ADD COLUMN relation TEXT, ADD COLUMN record_id BIGINT, ADD COLUMN subject TEXT;
UPDATE documents.paper p
   SET relation = 'students.student', record_id = s.id, subject = coalesce(p.content #>> '{facts,full_name}', s.full_name)
  FROM students.student s
 WHERE s.id = p.student_id;
ALTER TABLE documents.paper
    ALTER COLUMN relation SET NOT NULL,
    ALTER COLUMN record_id SET NOT NULL,
    ALTER COLUMN subject SET NOT NULL,
    DROP COLUMN student_id;
ALTER TABLE documents.paper
    ADD COLUMN student_id BIGINT
        GENERATED ALWAYS AS (CASE WHEN (relation = 'students.student'::text) THEN record_id ELSE NULL::bigint END) STORED,
    ADD CONSTRAINT paper_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    ADD CONSTRAINT paper_register_number_key UNIQUE (register_number),
    ADD CONSTRAINT paper_id_kind_faculty_id_key UNIQUE (id, kind, faculty_id),
    ADD CONSTRAINT paper_relation_length_check CHECK (length(relation) <= 64),
    ADD CONSTRAINT paper_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    ADD CONSTRAINT paper_subject_length_check CHECK (length(subject) <= 256),
    ADD CONSTRAINT paper_subject_trimmed_check CHECK (subject = btrim(subject) and subject <> '');
CREATE INDEX paper_student_id_idx ON documents.paper (student_id);
CREATE INDEX paper_subject_idx ON documents.paper (relation, record_id);

ALTER TABLE documents.printing ADD COLUMN kind TEXT;
UPDATE documents.printing l SET kind = p.kind FROM documents.paper p WHERE p.id = l.paper_id;
ALTER TABLE documents.printing
    ALTER COLUMN kind SET NOT NULL,
    DROP CONSTRAINT printing_paper_id_faculty_id_fkey,
    ADD CONSTRAINT printing_paper_id_kind_faculty_id_fkey FOREIGN KEY(paper_id, kind, faculty_id) REFERENCES documents.paper (id, kind, faculty_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    ADD CONSTRAINT printing_kind_length_check CHECK (length(kind) <= 32),
    ADD CONSTRAINT printing_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> '');
DROP INDEX documents.printing_paper_idx;
CREATE INDEX printing_paper_idx ON documents.printing (paper_id, kind, faculty_id);
ALTER TABLE documents.paper DROP CONSTRAINT paper_id_faculty_id_key;

SET LOCAL ROLE hemis_owner;
