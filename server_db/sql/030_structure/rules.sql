-- The units are a tree, and what hangs on a unit keeps it from vanishing or becoming something else.

create function structure.is_faculty(unit_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$ select exists (select from structure.unit u where u.id = unit_id and u.kind = :structure_type.faculty) $$;
comment on function structure.is_faculty(bigint) is 'Definer: rules look at all units, whatever the writer reads.';

create function structure.lies_below(unit_id bigint, ancestor_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with recursive above as (
        select u.id, u.parent_id from structure.unit u where u.id = unit_id
        union
        select u.id, u.parent_id from structure.unit u join above on u.id = above.parent_id
    )
    select exists (select from above where id = ancestor_id)
$$;
comment on function structure.lies_below(bigint, bigint) is 'Definer: rules look at all units, whatever the writer reads.';

create function structure.keep_tree() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.parent_id is not null and (tg_op = 'INSERT' or new.parent_id is distinct from old.parent_id) then
        -- Two moves at once could close a circle that neither of them sees.
        perform pg_advisory_xact_lock('structure.unit'::regclass::bigint);
        if structure.lies_below(new.parent_id, new.id) then
            perform security.refuse('A unit cannot be part of itself or of what lies below it.');
        end if;
    end if;
    return new;
end $$;
comment on function structure.keep_tree() is 'Definer: takes a lock and looks at all units.';
create trigger keep_tree before insert or update of parent_id on structure.unit
    for each row execute function structure.keep_tree();

create function structure.keep_used_unit() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old.kind = :structure_type.faculty and new.kind <> :structure_type.faculty
        and exists (select from students.specialty s where s.faculty_id = new.id) then
        perform security.refuse('A faculty with specialties stays a faculty.');
    end if;
    if old.active and not new.active then
        if exists (select from structure.unit u where u.parent_id = new.id and u.active) then
            perform security.refuse('The unit has parts that are in use.');
        end if;
        if exists (select from students."group" g where g.faculty_id = new.id and g.active) then
            perform security.refuse('The faculty has groups that are in use.');
        end if;
        if exists (
            select
              from employees.position p
             where p.unit_id = new.id and (p.ends_on is null or p.ends_on >= security.today())
        ) then
            perform security.refuse('People hold positions in this unit.');
        end if;
    end if;
    return new;
end $$;
comment on function structure.keep_used_unit() is 'Definer: groups and positions count, whatever the writer reads.';
create trigger keep_used before update of kind, active on structure.unit
    for each row execute function structure.keep_used_unit();
