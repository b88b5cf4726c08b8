ALTER TABLE documents.paper ALTER COLUMN faculty_id DROP NOT NULL;

ALTER TABLE documents.printing ALTER COLUMN faculty_id DROP NOT NULL;


-- The snapshot of an order holds all its students.
ALTER TABLE documents.paper DROP CONSTRAINT paper_content_volume_check;

ALTER TABLE documents.paper ADD CONSTRAINT paper_content_volume_check CHECK (octet_length(content::text) <= 4000000);
