create schema merging;

CREATE TABLE merging.proposal (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    kind TEXT NOT NULL,
    student_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    faculty_id BIGINT NOT NULL,
    other_faculty_id BIGINT NOT NULL,
    student_name TEXT NOT NULL,
    student_number TEXT NOT NULL,
    other_name TEXT NOT NULL,
    other_number TEXT NOT NULL,
    choices JSONB NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    decided_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    answer TEXT,
    undone_by TEXT,
    undone_at TIMESTAMP WITH TIME ZONE,
    undo_reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT proposal_pkey PRIMARY KEY (id),
    CONSTRAINT proposal_answer_length_check CHECK (length(answer) <= 512),
    CONSTRAINT proposal_answer_trimmed_check CHECK (answer = btrim(answer) and answer <> ''),
    CONSTRAINT proposal_choices_volume_check CHECK (octet_length(choices::text) <= 100000),
    CONSTRAINT proposal_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT proposal_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT proposal_faculty_id_fkey FOREIGN KEY(faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT proposal_kind_check CHECK (kind in ('merge', 'link')),
    CONSTRAINT proposal_kind_length_check CHECK (length(kind) <= 8),
    CONSTRAINT proposal_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT proposal_other_faculty_id_fkey FOREIGN KEY(other_faculty_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT proposal_other_id_fkey FOREIGN KEY(other_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT proposal_other_name_length_check CHECK (length(other_name) <= 256),
    CONSTRAINT proposal_other_name_trimmed_check CHECK (other_name = btrim(other_name) and other_name <> ''),
    CONSTRAINT proposal_other_number_length_check CHECK (length(other_number) <= 12),
    CONSTRAINT proposal_other_number_trimmed_check CHECK (other_number = btrim(other_number) and other_number <> ''),
    CONSTRAINT proposal_proposed_by_length_check CHECK (length(proposed_by) <= 63),
    CONSTRAINT proposal_proposed_by_trimmed_check CHECK (proposed_by = btrim(proposed_by) and proposed_by <> ''),
    CONSTRAINT proposal_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT proposal_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT proposal_state_check CHECK (state in ('proposed', 'agreed', 'refused', 'withdrawn', 'undone')),
    CONSTRAINT proposal_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT proposal_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT proposal_student_id_fkey FOREIGN KEY(student_id) REFERENCES students.student (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT proposal_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT proposal_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT proposal_student_number_length_check CHECK (length(student_number) <= 12),
    CONSTRAINT proposal_student_number_trimmed_check CHECK (student_number = btrim(student_number) and student_number <> ''),
    CONSTRAINT proposal_two_people_check CHECK (state <> 'agreed' or decided_by <> proposed_by),
    CONSTRAINT proposal_two_rows_check CHECK (student_id <> other_id),
    CONSTRAINT proposal_undo_reason_length_check CHECK (length(undo_reason) <= 512),
    CONSTRAINT proposal_undo_reason_trimmed_check CHECK (undo_reason = btrim(undo_reason) and undo_reason <> ''),
    CONSTRAINT proposal_undone_by_length_check CHECK (length(undone_by) <= 63),
    CONSTRAINT proposal_undone_by_trimmed_check CHECK (undone_by = btrim(undone_by) and undone_by <> '')
);

CREATE INDEX proposal_faculty_id_idx ON merging.proposal (faculty_id);

CREATE INDEX proposal_other_faculty_id_idx ON merging.proposal (other_faculty_id);

CREATE INDEX proposal_other_id_idx ON merging.proposal (other_id);

CREATE INDEX proposal_other_scope_idx ON merging.proposal (other_faculty_id, state);

CREATE INDEX proposal_scope_idx ON merging.proposal (faculty_id, state);

CREATE INDEX proposal_student_id_idx ON merging.proposal (student_id);

CREATE UNIQUE INDEX proposal_waits_key ON merging.proposal (other_id) WHERE state = 'proposed';

CREATE TABLE merging.moved (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    proposal_id BIGINT NOT NULL,
    relation TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    before JSONB NOT NULL,
    version INTEGER DEFAULT 0 NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT moved_pkey PRIMARY KEY (id),
    CONSTRAINT moved_act_check CHECK (act in ('moved', 'made', 'ended', 'swapped')),
    CONSTRAINT moved_act_length_check CHECK (length(act) <= 8),
    CONSTRAINT moved_act_trimmed_check CHECK (act = btrim(act) and act <> ''),
    CONSTRAINT moved_before_volume_check CHECK (octet_length(before::text) <= 100000),
    CONSTRAINT moved_proposal_id_fkey FOREIGN KEY(proposal_id) REFERENCES merging.proposal (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT moved_relation_length_check CHECK (length(relation) <= 64),
    CONSTRAINT moved_relation_trimmed_check CHECK (relation = btrim(relation) and relation <> ''),
    CONSTRAINT moved_version_minimum_check CHECK (version >= 0)
);

CREATE INDEX moved_proposal_id_idx ON merging.moved (proposal_id);

CREATE INDEX moved_record_idx ON merging.moved (relation, record_id);

