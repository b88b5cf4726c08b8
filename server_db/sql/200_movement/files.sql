-- Files kept with an order: the scan of what was signed, applications of students. They may hold what concerns other
-- faculties, so a dean's office sees those of its own orders, and of others only what it added itself.

create function movement.shows_files(decree_id bigint, author text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.my_role() is distinct from 'hemis_faculty'
        or author = security.me()
        or exists (
            select
              from movement.decree d
             where d.id = decree_id
               and d.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[]))
$$;
comment on function movement.shows_files(bigint, text) is 'Definer: whose the order is counts, not whether one of its students is read.';

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
