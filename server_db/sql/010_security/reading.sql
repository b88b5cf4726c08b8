-- Private data is read in two steps: asking is noted and committed, reading is answered in a later transaction.
-- A note written by the reading itself would vanish with a rollback.

-- The records among `ids` whose private data the acting person may read.
create function security.readable_private(relation text, ids bigint[]) returns setof bigint
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select s.id
      from students.student s
     where relation = 'students.private'
       and s.id = any (ids)
       and security.acts_as(security.me(), security.my_role())
       and case security.my_role()
               when 'hemis_academic_office' then true
               when 'hemis_accounting' then true
               when 'hemis_registrar' then s.status = :student_status.graduated
               when 'hemis_faculty' then s.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
               else false
           end
    union all
    select e.id
      from employees.employee e
     where relation = 'employees.private'
       and e.id = any (ids)
       and security.acts_as(security.me(), security.my_role())
       and case security.my_role()
               when 'hemis_hr' then true
               when 'hemis_accounting' then true
               when 'hemis_teacher' then e.id = security.employee_of(security.me(), security.my_role())
               else false
           end
    union all
    select x.id
      from attendance.excuse x
     where relation = 'attendance.excuse_private'
       and x.id = any (ids)
       and security.acts_as(security.me(), security.my_role())
       and case security.my_role()
               when 'hemis_academic_office' then true
               when 'hemis_faculty' then x.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
               when 'hemis_tutor' then x.group_id = any ((select students.groups_of(security.me(), security.my_role()))::bigint[])
               else false
           end;
end $$;
comment on function security.readable_private(text, bigint[]) is 'Definer: the one place that says whose private data a role reads.';

create function security.ask_reading(relation text, ids bigint[], reason text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wanted bigint[] := array(select distinct unnest(ids));
    ticket bigint;
begin
    if cardinality(wanted) not between 1 and 1000 then
        perform security.refuse('Ask for 1 to 1000 records at a time.');
    end if;
    if (select count(*) from security.readable_private(relation, wanted)) < cardinality(wanted) then
        perform security.refuse('You may not read the private data of all of these records.', '{}', 'HM002');
    end if;
    insert into security.reading (login, role, relation, record_ids, reason, transaction)
    values (security.me(), security.my_role(), relation, wanted, nullif(btrim(reason), ''),
            pg_current_xact_id()::text)
    returning id into ticket;
    return ticket;
end $$;
comment on function security.ask_reading(text, bigint[], text) is 'Definer: the log of readings is written only here.';

-- The records a ticket opens: asked by the same person in the same role, committed, at most ten minutes ago, and
-- still readable.
create function security.opened_by(ticket bigint, relation text) returns setof bigint
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    asked security.reading;
begin
    select * into asked
      from security.reading r
     where r.id = ticket
       and r.relation = opened_by.relation
       and r.login = security.me()
       and r.role = security.my_role()
       and r.at > clock_timestamp() - interval '10 minutes'
       and pg_xact_status(r.transaction::xid8) = 'committed';
    if asked.id is null then
        perform security.refuse('This reading was not announced; ask again.', '{}', 'HM002');
    end if;
    return query select security.readable_private(relation, asked.record_ids);
end $$;
comment on function security.opened_by(bigint, text) is 'Definer: compares the ticket with the log of readings.';
