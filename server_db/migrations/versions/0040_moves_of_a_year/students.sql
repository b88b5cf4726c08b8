CREATE INDEX period_moved_idx ON students.period (starts_on) WHERE coalesce(act, '') not in ('next_semester', 'promote');
