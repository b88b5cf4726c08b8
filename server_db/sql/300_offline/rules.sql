-- Printing without the server: who keeps a workstation, how its events are chained, and what locks a blank.

-- What the chain holds an event to; shared/offline/event.py says the same.
create function offline.digest_of(workstation_id bigint, epoch integer, sequence integer, uuid uuid, before text, payload text)
    returns text
    language sql immutable parallel safe
as $$
    select encode(sha256(convert_to(concat_ws('|', workstation_id, epoch, sequence, uuid, before,
                                              encode(sha256(convert_to(payload, 'UTF8')), 'hex')), 'UTF8')), 'hex')
$$;

-- The workstation, if the person keeps it: the registrar those of nobody else, a dean's office its own. Who sends what others
-- have done is not asked whose it was: the registrar sends for all.
create function offline.kept_workstation(workstation_id bigint, sends boolean) returns blanks.workstation
    language plpgsql stable
as $$
declare
    found_one blanks.workstation;
begin
    select * into found_one
      from blanks.workstation w
     where w.id = kept_workstation.workstation_id
       and (blanks.keeps(w.unit_id) or sends and security.my_role() = 'hemis_registrar');
    if found_one.id is null then
        perform security.refuse('This workstation is not yours.', '{}', 'HM002');
    end if;
    return found_one;
end $$;

-- Whether somebody held the right to print for a unit (the registrar: for none) on a day.
create function offline.held_right(login text, unit_id bigint, at timestamptz) returns boolean
    language sql stable
as $$
    with recursive above as (
        select u.id, u.parent_id from structure.unit u where u.id = held_right.unit_id
        union all
        select u.id, u.parent_id from structure.unit u join above on u.id = above.parent_id
    )
    select exists (
        select
          from security.account a
          join security.membership m on m.account_id = a.id
         where a.login = held_right.login
           and (a.ended_at is null or a.ended_at > held_right.at)
           and (m.role = 'hemis_registrar'
                or (m.role = 'hemis_faculty' and m.unit_id in (select above.id from above)))
           and (held_right.at at time zone 'Asia/Tashkent')::date between m.starts_on and coalesce(m.ends_on, 'infinity'))
$$;

-- A blank that a workstation has taken along is used there alone, and one that is disputed in its own holding by nobody: what is
-- being taken or decided in this very transaction is seen by nobody else. Whoever names a blank that another holds locks nothing.
create function offline.refuse_locked() returns trigger
    language plpgsql
as $$
declare
    locked record;
begin
    select n.number, d.workstation_name as disputed, s.workstation_name as taken into locked
      from fresh n
      left join offline.dispute d on d.number = n.number and d.state in ('open', 'proposed')
                                 and d.unit_id is not distinct from n.unit_before_id
      left join offline.station s on n.before = 'reserved'
                                 and s.workstation_id = n.workstation_before_id and s.state = 'active'
     where (d.id is not null or s.id is not null)
       and not exists (select from offline.event e where e.number = n.number and e.outcome = 'received')
       and not exists (select from offline.dispute x where x.number = n.number and x.state = 'deciding')
     order by n.number
     limit 1;
    if locked.disputed is not null then
        perform security.refuse('The blank {number} is locked: what was done to it at {workstation} waits for a decision.',
                                jsonb_build_object('number', locked.number, 'workstation', locked.disputed));
    elsif locked.taken is not null then
        perform security.refuse('The blank {number} was taken along by {workstation}. End the work there first.',
                                jsonb_build_object('number', locked.number, 'workstation', locked.taken));
    end if;
    return null;
end $$;

create trigger offline_locked after insert on blanks.entry
    referencing new table as fresh
    for each statement execute function offline.refuse_locked();
