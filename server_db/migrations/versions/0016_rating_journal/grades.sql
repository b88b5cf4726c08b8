ALTER TABLE grades.cell ADD COLUMN from_journal BOOLEAN DEFAULT false NOT NULL;

