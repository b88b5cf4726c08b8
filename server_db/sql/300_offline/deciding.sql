-- What is in quarantine is decided by two people: the registrar, or the dean's office for its own, says what is to become of it;
-- the administrator, or another registrar, confirms that. Whoever says otherwise opens it again.

create function offline.decide(dispute_id bigint, decision text, reason text) returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    dispute offline.dispute;
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty', 'hemis_admin');
    select * into dispute from offline.dispute d where d.id = decide.dispute_id for update;
    if dispute.id is null or (security.my_role() = 'hemis_faculty' and dispute.unit_id = any (units) is not true) then
        perform security.refuse('This event is not yours to decide.', '{}', 'HM002');
    elsif dispute.state = 'decided' then
        perform security.refuse('This event is decided already.', '{}', 'HM003');
    elsif coalesce(decide.decision, '') not in ('accept', 'reject') then
        perform security.refuse('Say whether what was done is recorded or rejected.', '{"field": "decision"}');
    elsif dispute.state = 'open' then
        return offline.propose(dispute, decide.decision, decide.reason);
    elsif dispute.proposed_by = security.me() then
        perform security.refuse('Whoever proposes a decision does not confirm it. Another person does.', '{}', 'HM002');
    elsif dispute.decision <> decide.decision then
        update offline.dispute d
           set state = 'open', decision = null, reason = null, proposed_at = null, proposed_by = null
         where d.id = dispute.id;
        return 'open';
    end if;
    return offline.settle(dispute);
end $$;
comment on function offline.decide(bigint, text, text) is 'Definer: what was done without the server is recorded by functions alone.';

create function offline.propose(dispute offline.dispute, decision text, reason text) returns text
    language plpgsql
as $$
#variable_conflict use_column
begin
    if security.my_role() = 'hemis_admin' then
        perform security.refuse('The registrar proposes what is to become of it; the administrator is the second person.', '{}',
                                'HM002');
    elsif nullif(btrim(propose.reason), '') is null then
        perform security.refuse('Write why it is decided so; it is kept for good.', '{"field": "reason"}');
    end if;
    update offline.dispute d
       set state = 'proposed', decision = propose.decision, reason = btrim(propose.reason), proposed_at = now(),
           proposed_by = security.me()
     where d.id = dispute.id;
    return 'proposed';
end $$;

-- Both agree. What is accepted has to follow from what is recorded now; else that is mended first.
create function offline.settle(dispute offline.dispute) returns text
    language plpgsql
as $$
#variable_conflict use_column
declare
    event offline.event;
    station offline.station;
    refused record;
begin
    select * into event from offline.event e where e.id = dispute.event_id;
    select * into station from offline.station s where s.id = dispute.station_id for update;
    update offline.dispute d set state = 'deciding' where d.id = dispute.id;
    if dispute.decision = 'accept' then
        select * into refused from offline.refusal_of_accepting(event, station);
        if refused.message is not null then
            perform security.refuse(refused.message, refused.details);
        end if;
        perform offline.carry_out(event, station);
    end if;
    update offline.event e
       set outcome = case dispute.decision when 'accept' then 'accepted' else 'rejected' end
     where e.id = event.id;
    update offline.dispute d
       set state = 'decided', decided_at = now(), decided_by = security.me()
     where d.id = dispute.id;
    update offline.station s
       set disputes = (select count(*) from offline.dispute d where d.station_id = s.id and d.state <> 'decided')
     where s.id = station.id;
    return 'decided';
end $$;

-- Two people may overrule whose right it was, whose chain, and that the work had ended; not what blanks and diplomas say.
create function offline.refusal_of_accepting(event offline.event, station offline.station)
    returns table (message text, details jsonb)
    language plpgsql stable
as $$
#variable_conflict use_column
begin
    if event.kind = 'lost' or event.payload is null then
        return query select 'Nobody knows any more what this event was. It can only be rejected.', '{}'::jsonb;
    elsif offline.waits_for_another(event) then
        return query select 'Something done earlier to this blank or diploma waits for a decision.',
                            jsonb_build_object('number', event.number);
    else
        return query select * from offline.refusal_of_doing(event, station);
    end if;
end $$;
