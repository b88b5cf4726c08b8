-- What a workstation takes along: signed diplomas, the blanks that are reserved for it, and the beginning of its chain.

-- How long printing without the server is granted, from each exchange on.
create function offline.granted() returns timestamptz
    language sql stable
as $$ select now() + make_interval(days => :setting.offline.days) $$;

-- What it takes to print them: the layouts, the newest calibration of each printer of the workstation, and the public keys.
create function offline.tools_for(workstation_id bigint, diplomas jsonb) returns jsonb
    language sql stable
as $$
    select jsonb_build_object(
               'layouts', (
                    select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'document', jsonb_build_object(
                               'width', v.width::text, 'height', v.height::text, 'fields', v.fields)) order by v.id), '[]')
                      from layouts.version v
                     where v.id in (select (p ->> 'layout')::bigint
                                      from jsonb_array_elements(diplomas) d
                                     cross join lateral jsonb_array_elements(d -> 'papers') p)),
               'calibrations', (
                    select coalesce(jsonb_agg(jsonb_build_object(
                               'printer', c.printer, 'form', c.form, 'offset_x', c.offset_x::text, 'offset_y', c.offset_y::text,
                               'scale_x', c.scale_x::text, 'scale_y', c.scale_y::text, 'rotation', c.rotation::text)
                               order by c.id), '[]')
                      from (select distinct on (n.printer, n.form) n.*
                              from layouts.calibration n
                             where n.workstation_id = tools_for.workstation_id
                             order by n.printer, n.form, n.id desc) c),
               'keys', (
                    select coalesce(jsonb_agg(jsonb_build_object(
                               'key_id', k.key_id, 'public_key', k.public_key, 'valid_from', k.valid_from,
                               'ended_on', k.ended_on, 'end_kind', k.end_kind)), '[]')
                      from signing.public_keys() k
                     where k.algorithm = 'ed25519'))
$$;

-- Diplomas that the workstation may print, and those it has printed that nobody has handed out yet.
create function offline.diplomas_for(workstation blanks.workstation) returns jsonb
    language sql stable
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', d.id, 'uuid', d.uuid, 'name', d.student_name,
               'name_en', concat_ws(' ', d.texts -> 'en' ->> 'surname', d.texts -> 'en' ->> 'given_name'),
               'group', coalesce(d.group_name, ''), 'register_number', d.register_number, 'content', d.content,
               'digest', d.digest, 'signature', d.signature, 'key_id', d.signed_with, 'code', d.code, 'papers', p.papers, 'open_points', coalesce(c.open_points, 0))
               order by d.faculty_id, d.education_type, d.group_name, naming.sort_key(d.student_name), d.id), '[]')
      from diplomas.diploma d
      left join clearance.sheet c on c.student_id = d.student_id and c.withdrawn_at is null and c.handed_at is null
                                 and :setting.diplomas.clearance_keeps = 1
     cross join lateral (
            select jsonb_agg(jsonb_build_object('form', f.form, 'number', coalesce(g.number, ''),
                       'layout', case when f.form <> 'supplement' then layouts.version_for(f.form, d.education_type, d.category) end, 'kinds', (
                       select coalesce(jsonb_agg(k.id order by k.id), '[]')
                         from blanks.kind k
                        where k.form = f.form and coalesce(k.education_type, d.education_type) = d.education_type
                          and coalesce(k.category, d.category) = d.category))
                       order by f.place) as papers,
                   bool_or(g.workstation_id = workstation.id) as own
              from unnest(diplomas.forms_of(d.duplicate_of_id is not null)) with ordinality f (form, place)
              left join diplomas.printing g on g.diploma_id = d.id and g.form = f.form and g.outcome = 'good') p
     where d.state in ('prepared', 'printed') and d.signature is not null
       and (workstation.unit_id is null or d.faculty_id = workstation.unit_id)
       and (d.state = 'prepared' or p.own)
$$;

create function offline.blanks_for(workstation_id bigint) returns jsonb
    language sql stable
as $$
    select coalesce(jsonb_agg(jsonb_build_object('number', b.number, 'kind_id', b.kind_id, 'kind', k.name_uz, 'form', k.form)
                              order by b.series, length(b.number), b.number), '[]')
      from blanks.blank b
      join blanks.kind k on k.id = b.kind_id
     where b.workstation_id = blanks_for.workstation_id and b.state = 'reserved' and not k.by_hand
$$;

-- A layout that is taken along may be printed with from then on: its version is frozen.
create function offline.contents_of(station offline.station) returns jsonb
    language plpgsql
as $$
declare
    diplomas jsonb;
    tools jsonb;
begin
    select offline.diplomas_for(w) into diplomas from blanks.workstation w where w.id = station.workstation_id;
    tools := offline.tools_for(station.workstation_id, diplomas);
    perform layouts.printed((l ->> 'id')::bigint) from jsonb_array_elements(tools -> 'layouts') l;
    return tools || jsonb_build_object(
        'workstation_id', station.workstation_id, 'workstation', station.workstation_name, 'epoch', station.epoch,
        'seed', station.seed, 'login', security.me(), 'person', security.name_of(security.me()), 'taken_at', now(),
        'until', station.granted_until, 'diplomas', diplomas, 'blanks', offline.blanks_for(station.workstation_id));
end $$;

-- Begin: from now on the blanks of the workstation are used by the computer that knows the seed. Asked again with the same seed,
-- it answers the same; a computer that has sent nothing yet may begin anew.
create function offline.take(workstation_id bigint, seed text, machine text) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    workstation blanks.workstation;
    station offline.station;
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty');
    workstation := offline.kept_workstation(take.workstation_id, false);
    if not workstation.active then
        perform security.refuse('The workstation {workstation} is not in use.',
                                jsonb_build_object('workstation', workstation.name));
    elsif coalesce(take.seed, '') !~ '^[0-9a-f]{64}$' or coalesce(take.machine, '') !~ '^[0-9a-f]{32,64}$' then
        perform security.refuse('This is no beginning of a chain.');
    end if;
    select * into station from offline.station s where s.workstation_id = workstation.id and s.state = 'active' for update;
    if station.id is not null and station.seed <> take.seed then
        if station.events > 0 or station.machine <> take.machine then
            perform security.refuse('The workstation {workstation} is worked with on another computer, by {person} since {day}. End that work first.',
                jsonb_build_object('workstation', workstation.name, 'person', security.name_of(station.taken_by),
                                   'day', to_char(station.taken_at at time zone 'Asia/Tashkent', 'DD.MM.YYYY')), 'HM003');
        end if;
        update offline.station s
           set state = 'ended', ended_at = now(), ended_by = security.me(), end_reason = 'Taken along anew.'
         where s.id = station.id;
        station := null;
    end if;
    if station.id is null then
        insert into offline.station (workstation_id, workstation_name, unit_id, epoch, state, machine, seed, taken_by,
                                     granted_until, head, seen_by)
        select workstation.id, workstation.name, workstation.unit_id, coalesce(max(s.epoch), 0) + 1, 'active', take.machine,
               take.seed, security.me(), offline.granted(), take.seed, security.me()
          from offline.station s
         where s.workstation_id = workstation.id
        returning * into station;
    end if;
    return offline.contents_of(station);
end $$;
comment on function offline.take(bigint, text, text) is 'Definer: workstations that print are recorded by functions alone.';

-- What is there to take along now, for a computer that works already.
create function offline.package(workstation_id bigint, epoch integer) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    station offline.station;
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty');
    perform offline.kept_workstation(package.workstation_id, false);
    select * into station
      from offline.station s
     where s.workstation_id = package.workstation_id and s.epoch = package.epoch and s.state = 'active';
    if station.id is null then
        perform security.refuse('The work of this workstation has ended. Take blanks along anew.', '{}', 'HM003');
    end if;
    return offline.contents_of(station);
end $$;
comment on function offline.package(bigint, integer) is 'Definer: the content is given to the workstation that prints.';

-- The work of a computer ends: by whoever keeps it when everything is sent, by the administrator at any time. What is still sent
-- afterwards waits for a decision.
create function offline.end_station(station_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    station offline.station;
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty', 'hemis_admin');
    select * into station from offline.station s where s.id = end_station.station_id for update;
    if security.my_role() <> 'hemis_admin' then
        perform offline.kept_workstation(station.workstation_id, false);
    end if;
    if station.state is distinct from 'active' then
        perform security.refuse('The work of this workstation has ended already.', '{}', 'HM003');
    elsif nullif(btrim(reason), '') is null then
        perform security.refuse('Write why the work of the workstation ends.', '{"field": "reason"}');
    elsif security.my_role() <> 'hemis_admin' and station.unsent > 0 then
        perform security.refuse('{workstation} has not sent {count} events. Send them first, or ask the administrator to end its work.',
            jsonb_build_object('workstation', station.workstation_name, 'count', station.unsent));
    end if;
    update offline.station s
       set state = 'ended', ended_at = now(), ended_by = security.me(), end_reason = btrim(end_station.reason)
     where s.id = station.id;
end $$;
comment on function offline.end_station(bigint, text) is 'Definer: workstations that print are recorded by functions alone.';
