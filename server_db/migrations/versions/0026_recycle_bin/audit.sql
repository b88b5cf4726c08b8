CREATE INDEX change_deleted_idx ON audit.change (relation, at) WHERE action = 'delete';
