-- A commission is approved by the academic office once it is complete; the approval is taken back where no session runs.

create function attestation.take_commission(commission_id bigint) returns attestation.commission
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken attestation.commission;
begin
    perform security.require_role('hemis_academic_office');
    perform security.require_latest();
    select * into taken from attestation.commission c where c.id = take_commission.commission_id for update;
    if not found then
        perform security.refuse('This commission is gone.', '{}', 'HM003');
    end if;
    return taken;
end $$;
comment on function attestation.take_commission(bigint) is 'Definer: a lock needs the right to write.';

create function attestation.approve_commission(commission_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    commission attestation.commission := attestation.take_commission(approve_commission.commission_id);
    people integer;
    chairs integer;
    secretaries integer;
begin
    select count(*), count(*) filter (where m.role = 'chair'), count(*) filter (where m.role = 'secretary')
      into people, chairs, secretaries
      from attestation.member m
     where m.commission_id = commission.id;
    if commission.approved_at is not null then
        return;
    elsif people < :setting.attestation.members_at_least then
        perform security.refuse('The commission “{commission}” has {count} members, at least {least} are needed.',
            jsonb_build_object('commission', commission.name, 'count', people,
                               'least', :setting.attestation.members_at_least));
    elsif chairs = 0 or secretaries = 0 then
        perform security.refuse('The commission “{commission}” needs a chair and a secretary.',
                                jsonb_build_object('commission', commission.name));
    elsif commission.order_number is null or commission.ordered_on is null then
        perform security.refuse('Write the number and the date of the order on the commission “{commission}”.',
                                jsonb_build_object('commission', commission.name));
    end if;
    update attestation.commission c set approved_at = now(), approved_by = security.me() where c.id = commission.id;
end $$;
comment on function attestation.approve_commission(bigint) is 'Definer: an approval is written by functions alone.';

create function attestation.reopen_commission(commission_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    commission attestation.commission := attestation.take_commission(reopen_commission.commission_id);
begin
    if exists (select from attestation.sitting s where s.commission_id = commission.id and s.state = 'running') then
        perform security.refuse('A session of the commission “{commission}” is running. Wait until it is closed.',
                                jsonb_build_object('commission', commission.name), 'HM003');
    end if;
    update attestation.commission c set approved_at = null, approved_by = null where c.id = commission.id;
end $$;
comment on function attestation.reopen_commission(bigint) is 'Definer: an approval is written by functions alone.';

-- How many members a commission must have at a session.
create function attestation.quorum_of(commission_id bigint) returns integer
    language sql stable
as $$
    select ceil(count(*) * :setting.attestation.quorum / 100.0)::integer
      from attestation.member m
     where m.commission_id = quorum_of.commission_id
$$;

-- Of those who are at a session enough, and one who leads it.
create function attestation.refuse_small(sitting attestation.sitting) returns void
    language plpgsql stable
as $$
declare
    here integer;
    leads boolean;
begin
    select count(*), coalesce(bool_or(m.role in ('chair', 'deputy')), false) into here, leads
      from attestation.presence p
      join attestation.member m on m.id = p.member_id
     where p.sitting_id = sitting.id and p.present;
    if here < attestation.quorum_of(sitting.commission_id) then
        perform security.refuse('{count} members are at the session, {least} are needed for the quorum.',
            jsonb_build_object('count', here, 'least', attestation.quorum_of(sitting.commission_id)), 'HM004');
    elsif not leads then
        perform security.refuse('Neither the chair nor the deputy chair is at the session.', '{}', 'HM004');
    end if;
end $$;
