ALTER TABLE imports.run DROP CONSTRAINT run_kind_pattern_check;
ALTER TABLE imports.run ADD CONSTRAINT run_kind_pattern_check CHECK (kind ~ '^(students|employees|results|changes)$');
