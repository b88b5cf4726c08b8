-- Synchronising: events arrive in order, once, as often as they are sent; what cannot be taken is kept in quarantine and never
-- dropped. `sent` is {"events": [{sequence, uuid, before, payload, digest}], "tip": {sequence, digest}, "unsent", "since", "left",
-- "version"}.

-- How many events are taken at a time; who sent more sends the rest again.
create function offline.most() returns integer
    language sql immutable parallel safe
as 'select 1000';

-- The station that sends. One that the server does not know (its backup is older than the taking along) is recorded as that.
create function offline.sender(workstation_id bigint, epoch integer, sent jsonb) returns offline.station
    language plpgsql
as $$
#variable_conflict use_column
declare
    workstation constant blanks.workstation := offline.kept_workstation(sender.workstation_id, true);
    station offline.station;
begin
    select * into station
      from offline.station s
     where s.workstation_id = workstation.id and s.epoch = sender.epoch
       for update;
    if station.id is null then
        if sender.epoch is null or sender.epoch < 1 or sender.epoch > 1000 + (
                select count(*) from offline.station s where s.workstation_id = workstation.id) then
            perform security.refuse('This is no beginning of a chain.');
        end if;
        insert into offline.station (workstation_id, workstation_name, unit_id, epoch, state, seed, taken_by, granted_until,
                                     head, seen_by)
        values (workstation.id, workstation.name, workstation.unit_id, sender.epoch, 'unknown', repeat('0', 64), security.me(),
                now(), repeat('0', 64), security.me())
        returning * into station;
    end if;
    return station;
end $$;

-- Store what is new: each event follows the one before, or tells another tale. Where one is missing the rest is left to be sent.
create function offline.receive(station offline.station, events jsonb) returns offline.station
    language plpgsql
as $$
#variable_conflict use_column
declare
    one record;
    other boolean;
begin
    for one in
        select g.*, case when g.payload is json object then g.payload::jsonb else '{}' end as body,
               case when g.payload is null then g.digest
                    else offline.digest_of(station.workstation_id, station.epoch, g.sequence, g.uuid, g.before, g.payload) end
                   as true_digest
          from (select (e ->> 'sequence')::integer as sequence, (e ->> 'uuid')::uuid as uuid, e ->> 'before' as before,
                       nullif(e ->> 'payload', '') as payload, e ->> 'digest' as digest
                  from jsonb_array_elements(case when jsonb_typeof(events) = 'array' then events else '[]' end) e) g
         where not exists (select from offline.event k where k.station_id = station.id and k.digest = g.digest)
         order by g.sequence
         limit offline.most()
    loop
        exit when one.sequence > station.events + 1 and not exists (
                select from offline.event e
                 where e.station_id = station.id and e.forked and e.digest = one.before);
        if station.state = 'unknown' and one.sequence = 1 and station.events = 0 then
            station.head := one.before;
        end if;
        other := one.sequence <= station.events or one.before <> station.head;
        insert into offline.event (station_id, unit_id, sequence, forked, uuid, before, digest, payload, kind, at, login, number,
                                   diploma_id, outcome, received_by)
        values (station.id, station.unit_id, one.sequence, other, one.uuid, one.before, one.digest, one.payload,
                case when one.body ->> 'kind' in ('intent', 'good', 'spoiled', 'clean', 'hand_out') then one.body ->> 'kind'
                     else 'lost' end,
                offline.moment_of(one.body ->> 'at'), nullif(btrim(left(one.body ->> 'login', 63)), ''),
                substring(one.body ->> 'number' from '^[A-Z]{1,4}[0-9]{4,9}$'),
                (select d.id from diplomas.diploma d where d.uuid = offline.uuid_of(one.body ->> 'diploma')),
                case when one.true_digest = one.digest then 'received' else 'rejected' end, security.me())
        on conflict do nothing;
        if other then
            station.forked := true;
        else
            station.events := one.sequence;
            station.head := one.digest;
        end if;
    end loop;
    return station;
end $$;

-- A UUID as the workstation wrote it; nothing for what is none. Not inlined: the planner would cast a constant before it is asked
-- whether it can be cast.
create function offline.uuid_of(written text) returns uuid
    language plpgsql immutable parallel safe
as $$
begin
    return case when pg_input_is_valid(written, 'uuid') then written::uuid end;
end $$;

-- A moment as the workstation wrote it; nothing for what is none.
create function offline.moment_of(written text) returns timestamptz
    language sql stable
as $$
    select case when pg_input_is_valid(written, 'timestamptz') then written::timestamptz end
$$;

-- Why a blank of this workstation is not recorded as spoiled; nothing where it may be.
create function offline.refusal_of_spoil(diploma_id bigint, form text, number text, workstation_id bigint)
    returns table (message text, details jsonb)
    language sql stable
as $$
    select v.message, jsonb_strip_nulls(jsonb_build_object('number', refusal_of_spoil.number, 'workstation', w.name))
      from (select) one
      left join blanks.blank b on b.number = refusal_of_spoil.number
      left join blanks.workstation w on w.id = b.workstation_id
      left join diplomas.printing p on p.blank_id = b.id and p.outcome = 'good'
     cross join lateral (
        select case
            when b.id is null then 'The blank {number} is not in the registry.'
            when b.state not in ('reserved', 'printed') then 'The blank {number} is not reserved.'
            when b.workstation_id is distinct from refusal_of_spoil.workstation_id
                then 'The blank {number} is reserved for {workstation}.'
            when b.state = 'printed' and (p.diploma_id, p.form) is distinct from (refusal_of_spoil.diploma_id, refusal_of_spoil.form)
                then 'The blank {number} bears another diploma.'
            end as message) v
     where v.message is not null
$$;

-- Why what an event did does not follow from what is recorded; nothing where it does.
create function offline.refusal_of_doing(event offline.event, station offline.station)
    returns table (message text, details jsonb)
    language plpgsql stable
as $$
declare
    form constant text := event.payload::jsonb ->> 'form';
begin
    if event.kind = 'good' then
        return query select r.message, r.details
                       from diplomas.refusal_of_print(event.diploma_id, form, event.number, station.workstation_id) r;
    elsif event.kind = 'spoiled' then
        return query select r.message, r.details
                       from offline.refusal_of_spoil(event.diploma_id, form, event.number, station.workstation_id) r;
    elsif event.kind = 'hand_out' then
        return query select r.message, r.details from diplomas.refusal_of_hand_out(event.diploma_id) r;
    end if;
end $$;

-- Whether something that was done earlier to the same blank or diploma waits for a decision. What an office says of blanks or
-- diplomas of others keeps nobody waiting.
create function offline.waits_for_another(event offline.event) returns boolean
    language sql stable
as $$
    select exists (
        select
          from offline.dispute x
          join offline.event e on e.id = x.event_id
         where x.state in ('open', 'proposed') and e.id < event.id
           and (x.number = event.number and x.unit_id is not distinct from event.unit_id
                or e.diploma_id = event.diploma_id
                   and (x.unit_id is null or x.unit_id = (
                        select d.faculty_id from diplomas.diploma d where d.id = event.diploma_id))))
$$;

-- Why an event is not carried out, as things stand; nothing where it is.
create function offline.refusal_of(event offline.event, station offline.station) returns table (message text, details jsonb)
    language plpgsql stable
as $$
#variable_conflict use_column
declare
    said constant jsonb := coalesce(event.payload::jsonb, '{}');
    number_said constant jsonb := jsonb_build_object('number', event.number);
begin
    if event.kind = 'lost' then
        return query select 'The record of this event was lost on the workstation.', '{}'::jsonb;
    elsif event.forked then
        return query select 'Another event stands in its place: the store was copied, or an old one was put back.', '{}'::jsonb;
    elsif station.state = 'unknown' then
        return query select 'This server does not know that {workstation} has taken blanks along.',
                            jsonb_build_object('workstation', station.workstation_name);
    elsif station.state = 'ended' and event.received_at >= station.ended_at then
        return query select 'The work of {workstation} had been ended before this was sent.',
                            jsonb_build_object('workstation', station.workstation_name);
    elsif not security.acts_as(event.login, case when station.unit_id is null then 'hemis_registrar' else 'hemis_faculty' end)
          and not (event.at is not null and event.at between station.taken_at - interval '1 day'
                                                         and least(station.granted_until, now())
                   and offline.held_right(event.login, station.unit_id, event.at)) then
        return query select 'Whoever did this had no right to it at that time: {login}.',
                            jsonb_build_object('login', coalesce(event.login, ''));
    elsif offline.waits_for_another(event) then
        return query select 'Something done earlier to this blank or diploma waits for a decision.', number_said;
    elsif event.kind in ('intent', 'good', 'spoiled') and event.diploma_id is not null
          and said ->> 'digest' is distinct from (select d.digest from diplomas.diploma d where d.id = event.diploma_id)
          and said ? 'digest' then
        return query select 'The diploma was prepared anew after it had been taken along; the paper says something else.',
                            number_said;
    else
        return query select * from offline.refusal_of_doing(event, station);
    end if;
end $$;

-- Carry an event out: the ledger of blanks and the diploma change as they would have on that day.
create function offline.carry_out(event offline.event, station offline.station) returns void
    language plpgsql
as $$
declare
    said constant jsonb := event.payload::jsonb;
    day constant date := offline.day_of(event.at);
begin
    if event.kind = 'good' then
        perform diplomas.write_print(event.diploma_id, said ->> 'form', event.number, station.workstation_id, day, event.login);
    elsif event.kind = 'spoiled' and event.diploma_id is not null then
        perform diplomas.write_spoil(event.diploma_id, said ->> 'form', event.number, station.workstation_id,
                                     left(btrim(said ->> 'reason'), 512), day, event.login);
    elsif event.kind = 'spoiled' then
        perform diplomas.blank_act('spoil', array[event.number], day, null, null, left(btrim(said ->> 'reason'), 512),
                                   event.login);
    elsif event.kind = 'hand_out' then
        perform diplomas.write_hand_out(event.diploma_id, left(btrim(said ->> 'person'), 256),
                                        left(btrim(said ->> 'document'), 256), day, event.login);
    end if;
end $$;

-- What the server itself says of the blank and the diploma, beside what the workstation says.
create function offline.other_side(event offline.event) returns jsonb
    language sql stable
as $$
    select jsonb_strip_nulls(jsonb_build_object(
               'blank', b.number, 'blank_state', b.state, 'blank_since', to_char(b.moved_on, 'DD.MM.YYYY'),
               'blank_person', b.person, 'blank_workstation', w.name, 'diploma', d.register_number, 'student', d.student_name,
               'diploma_state', d.state, 'diploma_number', d.number, 'issued_to', d.issued_to,
               'issued_on', to_char(d.issued_on, 'DD.MM.YYYY'), 'other_kind', o.kind, 'other_number', o.number,
               'other_payload', o.payload))
      from (select) one
      left join blanks.blank b on b.number = event.number
      left join blanks.workstation w on w.id = b.workstation_id
      left join diplomas.diploma d on d.id = event.diploma_id
      left join offline.event o on event.forked and o.station_id = event.station_id and o.sequence = event.sequence
                               and not o.forked
$$;

-- Into quarantine: from now on nobody does anything to its blank until two people have decided.
create function offline.dispute(event offline.event, station offline.station, message text, details jsonb) returns void
    language sql
as $$
    insert into offline.dispute (event_id, station_id, workstation_name, unit_id, kind, number, student_name, done_at, done_by,
                                 message, details, theirs, state)
    values (event.id, station.id, station.workstation_name, station.unit_id, event.kind, event.number,
            left(nullif(btrim(event.payload::jsonb ->> 'name'), ''), 256), event.at, event.login, left(message, 512), details,
            offline.other_side(event), 'open')
    on conflict do nothing;
    update offline.event e set outcome = 'disputed' where e.id = event.id
$$;

-- Good prints of one person on one day together, which takes an eighth of the time of one by one. Each was judged.
create function offline.write_prints(events bigint[], station offline.station) returns void
    language sql
as $$
    select diplomas.write_prints(
               jsonb_agg(jsonb_build_object('diploma', e.diploma_id, 'form', e.payload::jsonb ->> 'form', 'number', e.number)
                         order by e.sequence),
               station.workstation_id, offline.day_of(e.at), e.login)
      from offline.event e
     where e.id = any (events)
     group by offline.day_of(e.at), e.login
$$;

create function offline.day_of(at timestamptz) returns date
    language sql stable
as $$ select least(coalesce((at at time zone 'Asia/Tashkent')::date, security.today()), security.today()) $$;

-- Take what was received, in its order. An altered event was stored as rejected: it is disputed as what it claims to be. Prints
-- that follow one another are written together, unless something else speaks of them.
create function offline.take_events(station offline.station, careful boolean) returns void
    language plpgsql
as $$
declare
    event offline.event;
    refused record;
    waiting bigint[] := '{}';
    first offline.event;
    touched text[] := '{}';
    taken bigint[] := '{}';
begin
    for event in
        select * from offline.event e
         where e.station_id = station.id
           and ((e.outcome = 'received' and e.kind not in ('intent', 'clean'))
                or (e.outcome = 'rejected' and e.received_at = now()))
         order by e.forked, e.sequence, e.id
    loop
        if cardinality(waiting) > 0
           and (event.kind <> 'good' or event.login is distinct from first.login
                or offline.day_of(event.at) <> offline.day_of(first.at)
                or event.number = any (touched) or event.diploma_id || (event.payload::jsonb ->> 'form') = any (touched)) then
            perform offline.write_prints(waiting, station);
            waiting := '{}';
            touched := '{}';
        end if;
        if event.outcome = 'rejected' then
            perform offline.dispute(event, station, 'The event was altered: its digest is not that of what it says.', '{}');
            continue;
        end if;
        select * into refused from offline.refusal_of(event, station);
        if refused.message is not null then
            perform offline.dispute(event, station, refused.message, refused.details);
        elsif careful then
            perform offline.take_carefully(event, station);
        elsif event.kind = 'good' then
            first := case when cardinality(waiting) = 0 then event else first end;
            waiting := waiting || event.id;
            touched := touched || event.number || (event.diploma_id || (event.payload::jsonb ->> 'form'));
            taken := taken || event.id;
        else
            perform offline.carry_out(event, station);
            taken := taken || event.id;
        end if;
    end loop;
    perform offline.write_prints(waiting, station);
    update offline.event e set outcome = 'accepted' where e.id = any (taken);
    update offline.event e set outcome = 'noted'
     where e.station_id = station.id and e.kind in ('intent', 'clean') and e.outcome = 'received';
end $$;

-- What a key or a rule of the tables refuses at the last moment is disputed as well, and the rest goes on.
create function offline.take_carefully(event offline.event, station offline.station) returns void
    language plpgsql
as $$
declare
    details text;
begin
    perform offline.carry_out(event, station);
    update offline.event e set outcome = 'accepted' where e.id = event.id;
exception
    when integrity_constraint_violation or data_exception or sqlstate 'HM001' or sqlstate 'HM003' then
        get stacked diagnostics details = pg_exception_detail;
        perform offline.dispute(event, station, sqlerrm, case when details is json object then details::jsonb else '{}' end);
end $$;

create function offline.synchronise(workstation_id bigint, epoch integer, sent jsonb) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    station offline.station;
    waiting constant integer := greatest(coalesce((sent ->> 'unsent')::integer, 0), 0);
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty');
    station := offline.sender(synchronise.workstation_id, synchronise.epoch, sent);
    station := offline.receive(station, sent -> 'events');
    begin
        perform offline.take_events(station, false);
    exception
        when integrity_constraint_violation or data_exception or sqlstate 'HM001' or sqlstate 'HM003' then
            perform offline.take_events(station, true);
    end;
    update offline.station s
       set events = station.events, head = station.head, forked = station.forked, seen_at = now(), seen_by = security.me(),
           unsent = waiting, unsent_since = case when waiting > 0 then offline.moment_of(sent ->> 'since') end,
           blanks_left = (sent ->> 'left')::integer, version = left(nullif(sent ->> 'version', ''), 32),
           granted_until = case when s.state = 'active' and not station.forked then offline.granted() else s.granted_until end,
           disputes = (select count(*) from offline.dispute d where d.station_id = s.id and d.state <> 'decided')
     where s.id = station.id
    returning * into station;
    return jsonb_build_object(
        'events', station.events, 'head', station.head, 'state', station.state, 'forked', station.forked,
        'disputes', station.disputes, 'until', station.granted_until, 'now', now(),
        'knows_tip', exists (select from offline.event e
                              where e.station_id = station.id and e.digest = sent -> 'tip' ->> 'digest'));
end $$;
comment on function offline.synchronise(bigint, integer, jsonb) is
    'Definer: what was done without the server is recorded by this function alone, in its order and once.';
