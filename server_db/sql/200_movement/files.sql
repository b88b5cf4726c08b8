-- Files kept with an order: the scan of what was signed, applications of students. They may hold what concerns other
-- faculties, so a dean's office sees those of its own orders, and of others only what it added itself.

create function movement.foreign_decrees_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(d.id), '{}')
      from movement.decree d
     where role = 'hemis_faculty'
       and d.id = any (movement.decrees_of(login, role))
       and not coalesce(d.faculty_id = any ((select security.units_of(login, role))::bigint[]), false)
$$;
comment on function movement.foreign_decrees_of(text, text) is 'Definer: whose the order is counts, not who of its students is read.';

create function movement.my_foreign_decrees(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select movement.foreign_decrees_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function movement.my_foreign_decrees(text) is 'Definer: answers for the session user only.';

-- What was kept with an order that is signed stands; a better scan is added beside it.
create function movement.keep_files() returns trigger
    language plpgsql
as $$
begin
    if exists (select from movement.decree d where d.id = old.record_id and d.state not in ('draft', 'sent')) then
        perform security.refuse('The order is signed: its files stay as they are. Add the right file beside them.');
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_files before update or delete on system.attachment
    for each row when (old.relation = 'movement.decree') execute function movement.keep_files();
