-- Not with the rights of the reader, who sees only own lines of the journal: this view belongs to hemis_definer, while
-- may_read and visible are asked as the reader, so that it shows the history of readable records and columns only.
create view audit.v_history with (security_barrier = true) as
    select c.id, c.at, c.login, c.role, c.action, c.relation, c.record_id,
           audit.visible(c.relation, c.before) as before, audit.visible(c.relation, c.after) as after
      from audit.change c
     where system.may_read(c.relation, c.record_id);
comment on view audit.v_history is 'Definer: the history of a record is for those who may read the record.';
