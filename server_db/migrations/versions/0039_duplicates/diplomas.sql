ALTER TABLE diplomas.diploma DROP CONSTRAINT diploma_cause_check;

ALTER TABLE diplomas.diploma ADD CONSTRAINT diploma_cause_check CHECK (num_nulls(cause, replaces_id) in (0, 2) and (duplicate_of_id is null or (replaces_id is not null and (cause = 'mistaken' or duplicate_of_id = replaces_id))));
