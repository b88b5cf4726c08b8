create schema offline;

CREATE TABLE offline.station (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    workstation_id BIGINT NOT NULL,
    workstation_name TEXT NOT NULL,
    unit_id BIGINT,
    epoch INTEGER NOT NULL,
    state TEXT NOT NULL,
    machine TEXT,
    seed TEXT NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    taken_by TEXT NOT NULL,
    granted_until TIMESTAMP WITH TIME ZONE NOT NULL,
    events INTEGER DEFAULT 0 NOT NULL,
    head TEXT NOT NULL,
    unsent INTEGER DEFAULT 0 NOT NULL,
    unsent_since TIMESTAMP WITH TIME ZONE,
    blanks_left INTEGER,
    version TEXT,
    seen_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    seen_by TEXT NOT NULL,
    disputes INTEGER DEFAULT 0 NOT NULL,
    forked BOOLEAN DEFAULT false NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by TEXT,
    end_reason TEXT,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT station_pkey PRIMARY KEY (id),
    CONSTRAINT station_blanks_left_minimum_check CHECK (blanks_left >= 0),
    CONSTRAINT station_disputes_minimum_check CHECK (disputes >= 0),
    CONSTRAINT station_end_reason_length_check CHECK (length(end_reason) <= 256),
    CONSTRAINT station_end_reason_trimmed_check CHECK (end_reason = btrim(end_reason) and end_reason <> ''),
    CONSTRAINT station_ended_by_length_check CHECK (length(ended_by) <= 63),
    CONSTRAINT station_ended_by_trimmed_check CHECK (ended_by = btrim(ended_by) and ended_by <> ''),
    CONSTRAINT station_ended_check CHECK (num_nulls(ended_at, ended_by, end_reason) in (0, 3) and (state <> 'ended' or ended_at is not null)),
    CONSTRAINT station_epoch_minimum_check CHECK (epoch >= 1),
    CONSTRAINT station_events_minimum_check CHECK (events >= 0),
    CONSTRAINT station_head_length_check CHECK (length(head) <= 64),
    CONSTRAINT station_head_trimmed_check CHECK (head = btrim(head) and head <> ''),
    CONSTRAINT station_machine_length_check CHECK (length(machine) <= 64),
    CONSTRAINT station_machine_trimmed_check CHECK (machine = btrim(machine) and machine <> ''),
    CONSTRAINT station_seed_length_check CHECK (length(seed) <= 64),
    CONSTRAINT station_seed_trimmed_check CHECK (seed = btrim(seed) and seed <> ''),
    CONSTRAINT station_seen_by_length_check CHECK (length(seen_by) <= 63),
    CONSTRAINT station_seen_by_trimmed_check CHECK (seen_by = btrim(seen_by) and seen_by <> ''),
    CONSTRAINT station_state_check CHECK (state in ('active', 'ended', 'unknown')),
    CONSTRAINT station_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT station_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT station_taken_by_length_check CHECK (length(taken_by) <= 63),
    CONSTRAINT station_taken_by_trimmed_check CHECK (taken_by = btrim(taken_by) and taken_by <> ''),
    CONSTRAINT station_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT station_unsent_minimum_check CHECK (unsent >= 0),
    CONSTRAINT station_version_length_check CHECK (length(version) <= 32),
    CONSTRAINT station_version_trimmed_check CHECK (version = btrim(version) and version <> ''),
    CONSTRAINT station_workstation_id_epoch_key UNIQUE (workstation_id, epoch),
    CONSTRAINT station_workstation_id_fkey FOREIGN KEY(workstation_id) REFERENCES blanks.workstation (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT station_workstation_name_length_check CHECK (length(workstation_name) <= 64),
    CONSTRAINT station_workstation_name_trimmed_check CHECK (workstation_name = btrim(workstation_name) and workstation_name <> '')
);

CREATE UNIQUE INDEX station_active_key ON offline.station (workstation_id) WHERE state = 'active';

CREATE INDEX station_unit_id_idx ON offline.station (unit_id);

CREATE INDEX station_workstation_id_idx ON offline.station (workstation_id);

CREATE TABLE offline.event (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    station_id BIGINT NOT NULL,
    unit_id BIGINT,
    sequence INTEGER NOT NULL,
    forked BOOLEAN DEFAULT false NOT NULL,
    uuid UUID NOT NULL,
    before TEXT NOT NULL,
    digest TEXT NOT NULL,
    payload TEXT,
    kind TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE,
    login TEXT,
    number TEXT,
    diploma_id BIGINT,
    outcome TEXT NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    received_by TEXT NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT event_pkey PRIMARY KEY (id),
    CONSTRAINT event_before_length_check CHECK (length(before) <= 64),
    CONSTRAINT event_before_trimmed_check CHECK (before = btrim(before) and before <> ''),
    CONSTRAINT event_digest_length_check CHECK (length(digest) <= 64),
    CONSTRAINT event_digest_trimmed_check CHECK (digest = btrim(digest) and digest <> ''),
    CONSTRAINT event_diploma_id_fkey FOREIGN KEY(diploma_id) REFERENCES diplomas.diploma (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT event_kind_check CHECK (kind in ('intent', 'good', 'spoiled', 'clean', 'hand_out', 'lost')),
    CONSTRAINT event_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT event_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT event_login_length_check CHECK (length(login) <= 63),
    CONSTRAINT event_login_trimmed_check CHECK (login = btrim(login) and login <> ''),
    CONSTRAINT event_number_length_check CHECK (length(number) <= 13),
    CONSTRAINT event_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT event_outcome_check CHECK (outcome in ('received', 'accepted', 'noted', 'disputed', 'rejected')),
    CONSTRAINT event_outcome_length_check CHECK (length(outcome) <= 16),
    CONSTRAINT event_outcome_trimmed_check CHECK (outcome = btrim(outcome) and outcome <> ''),
    CONSTRAINT event_payload_length_check CHECK (length(payload) <= 8000),
    CONSTRAINT event_payload_trimmed_check CHECK (payload = btrim(payload) and payload <> ''),
    CONSTRAINT event_received_by_length_check CHECK (length(received_by) <= 63),
    CONSTRAINT event_received_by_trimmed_check CHECK (received_by = btrim(received_by) and received_by <> ''),
    CONSTRAINT event_sequence_minimum_check CHECK (sequence >= 1),
    CONSTRAINT event_station_id_digest_key UNIQUE (station_id, digest),
    CONSTRAINT event_station_id_fkey FOREIGN KEY(station_id) REFERENCES offline.station (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT event_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX event_diploma_id_idx ON offline.event (diploma_id);

CREATE INDEX event_number_idx ON offline.event (number);

CREATE UNIQUE INDEX event_sequence_key ON offline.event (station_id, sequence) WHERE not forked;

CREATE INDEX event_station_id_idx ON offline.event (station_id);

CREATE INDEX event_unit_id_idx ON offline.event (unit_id);

CREATE TABLE offline.dispute (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    event_id BIGINT NOT NULL,
    station_id BIGINT NOT NULL,
    workstation_name TEXT NOT NULL,
    unit_id BIGINT,
    kind TEXT NOT NULL,
    number TEXT,
    student_name TEXT,
    done_at TIMESTAMP WITH TIME ZONE,
    done_by TEXT,
    message TEXT NOT NULL,
    details JSONB NOT NULL,
    theirs JSONB NOT NULL,
    state TEXT NOT NULL,
    decision TEXT,
    reason TEXT,
    proposed_at TIMESTAMP WITH TIME ZONE,
    proposed_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT,
    came_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    row_version INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT dispute_pkey PRIMARY KEY (id),
    CONSTRAINT dispute_decided_by_length_check CHECK (length(decided_by) <= 63),
    CONSTRAINT dispute_decided_by_trimmed_check CHECK (decided_by = btrim(decided_by) and decided_by <> ''),
    CONSTRAINT dispute_decided_check CHECK (num_nulls(decided_at, decided_by) in (0, 2) and (state = 'decided') = (decided_at is not null)),
    CONSTRAINT dispute_decision_check CHECK (decision in ('accept', 'reject')),
    CONSTRAINT dispute_decision_length_check CHECK (length(decision) <= 8),
    CONSTRAINT dispute_decision_trimmed_check CHECK (decision = btrim(decision) and decision <> ''),
    CONSTRAINT dispute_details_volume_check CHECK (octet_length(details::text) <= 100000),
    CONSTRAINT dispute_done_by_length_check CHECK (length(done_by) <= 63),
    CONSTRAINT dispute_done_by_trimmed_check CHECK (done_by = btrim(done_by) and done_by <> ''),
    CONSTRAINT dispute_event_id_fkey FOREIGN KEY(event_id) REFERENCES offline.event (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT dispute_event_id_key UNIQUE (event_id),
    CONSTRAINT dispute_kind_length_check CHECK (length(kind) <= 16),
    CONSTRAINT dispute_kind_trimmed_check CHECK (kind = btrim(kind) and kind <> ''),
    CONSTRAINT dispute_message_length_check CHECK (length(message) <= 512),
    CONSTRAINT dispute_message_trimmed_check CHECK (message = btrim(message) and message <> ''),
    CONSTRAINT dispute_number_length_check CHECK (length(number) <= 13),
    CONSTRAINT dispute_number_trimmed_check CHECK (number = btrim(number) and number <> ''),
    CONSTRAINT dispute_proposed_by_length_check CHECK (length(proposed_by) <= 63),
    CONSTRAINT dispute_proposed_by_trimmed_check CHECK (proposed_by = btrim(proposed_by) and proposed_by <> ''),
    CONSTRAINT dispute_proposed_check CHECK (num_nulls(proposed_at, proposed_by, decision, reason) in (0, 4) and (state = 'open') = (proposed_at is null)),
    CONSTRAINT dispute_reason_length_check CHECK (length(reason) <= 512),
    CONSTRAINT dispute_reason_trimmed_check CHECK (reason = btrim(reason) and reason <> ''),
    CONSTRAINT dispute_state_check CHECK (state in ('open', 'proposed', 'deciding', 'decided')),
    CONSTRAINT dispute_state_length_check CHECK (length(state) <= 16),
    CONSTRAINT dispute_state_trimmed_check CHECK (state = btrim(state) and state <> ''),
    CONSTRAINT dispute_station_id_fkey FOREIGN KEY(station_id) REFERENCES offline.station (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT dispute_student_name_length_check CHECK (length(student_name) <= 256),
    CONSTRAINT dispute_student_name_trimmed_check CHECK (student_name = btrim(student_name) and student_name <> ''),
    CONSTRAINT dispute_theirs_volume_check CHECK (octet_length(theirs::text) <= 100000),
    CONSTRAINT dispute_two_people_check CHECK (decided_by <> proposed_by),
    CONSTRAINT dispute_unit_id_fkey FOREIGN KEY(unit_id) REFERENCES structure.unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT dispute_workstation_name_length_check CHECK (length(workstation_name) <= 64),
    CONSTRAINT dispute_workstation_name_trimmed_check CHECK (workstation_name = btrim(workstation_name) and workstation_name <> '')
);

CREATE INDEX dispute_event_id_idx ON offline.dispute (event_id);

CREATE INDEX dispute_number_idx ON offline.dispute (number) WHERE state <> 'decided';

CREATE INDEX dispute_station_id_idx ON offline.dispute (station_id);

CREATE INDEX dispute_unit_id_idx ON offline.dispute (unit_id);

