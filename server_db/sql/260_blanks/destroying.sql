-- Destruction: the registrar draws up the act, each member of the commission signs it in the own name, and the last signature
-- carries it out. Until then nothing else is done to the blanks, and the registrar may withdraw it.

create function blanks.propose(items text[], given jsonb, members bigint[], chair bigint) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    numbers text[];
    everyone constant bigint[] := array(select distinct m from unnest(members || chair) m where m is not null);
    refused record;
    act blanks.act;
begin
    perform blanks.take_turn('hemis_registrar');
    numbers := array(select s.number from blanks.spread(items) s order by s.number);
    perform blanks.refuse_double(numbers);
    perform blanks.require_told('destroy', given);
    if chair is null or cardinality(everyone) < 3 then
        perform security.refuse('The commission has a chair and at least two more members.', '{"field": "members"}');
    end if;
    perform grades.refuse_not_employed(m) from unnest(everyone) m;
    select * into refused from blanks.judge('destroy', numbers, security.today()) limit 1;
    if found then
        perform security.refuse(refused.message, refused.details);
    end if;
    insert into blanks.act (number, deed, state, day, blanks, numbers, office_id, document, reason, recorded_by)
    values (blanks.next_act(), 'destroy', 'waiting', security.today(), cardinality(numbers),
            blanks.told(numbers), blanks.office(), nullif(btrim(given ->> 'document'), ''),
            btrim(given ->> 'reason'), security.me())
    returning * into act;
    insert into blanks.member (act_id, employee_id, name, post, chair)
    select act.id, e.id, e.full_name, p.name_uz, e.id = propose.chair
      from employees.employee e
      left join lateral (
            select i.name_uz
              from employees.position p
              join classifiers.item i on i.code = p.post
              join classifiers.classifier c on c.id = i.classifier_id and c.code = 'h_teacher_position_type'
             where p.employee_id = e.id and (p.ends_on is null or p.ends_on >= security.today())
             order by p.id
             limit 1) p on true
     where e.id = any (everyone)
     order by e.id <> propose.chair, e.full_name;
    update blanks.blank b set chosen_id = act.id where b.number = any (numbers);
    return act.id;
end $$;
comment on function blanks.propose(text[], jsonb, bigint[], bigint) is 'Definer: acts on blanks are written by functions alone.';

-- The acts that the acting person is to sign or has signed.
create function blanks.acts_of(login text, role text) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(m.act_id), '{}')
      from blanks.member m
     where m.employee_id = security.employee_of(login, role)
$$;
comment on function blanks.acts_of(text, text) is 'Definer: who sits in a commission is read by its members alone.';

create function blanks.my_acts(planned text default security.planned_role()) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as 'select blanks.acts_of(security.me(), security.my_role()) where planned = security.my_role()';
comment on function blanks.my_acts(text) is 'Definer: answers for the session user only.';

-- Sign an act as its member; whether that was the last signature, which destroys the blanks.
create function blanks.sign(act_id bigint) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    me constant bigint := security.employee_of(security.me(), security.my_role());
    act blanks.act;
    own blanks.member;
begin
    if not sign.act_id = any (blanks.acts_of(security.me(), security.my_role())) is true then
        perform security.refuse('You are not in the commission of this act.', '{}', 'HM002');
    end if;
    perform security.require_latest();
    perform pg_advisory_xact_lock('blanks.entry'::regclass::bigint);
    select * into own from blanks.member m where m.act_id = sign.act_id and m.employee_id = me;
    select * into act from blanks.act a where a.id = sign.act_id;
    if act.state <> 'waiting' then
        perform security.refuse('The act {number} waits for no signature any more.',
                                jsonb_build_object('number', act.number), 'HM003');
    elsif own.signed_at is not null then
        perform security.refuse('You have signed the act {number} already.', jsonb_build_object('number', act.number),
                                'HM003');
    end if;
    update blanks.member m set signed_at = now(), signed_by = security.me() where m.id = own.id;
    if exists (select from blanks.member m where m.act_id = act.id and m.signed_at is null) then
        return false;
    end if;
    update blanks.act a set state = 'done', day = security.today() where a.id = act.id returning * into act;
    perform blanks.write(act, array(select b.number from blanks.blank b where b.chosen_id = act.id));
    return true;
end $$;
comment on function blanks.sign(bigint) is 'Definer: a signature is given for oneself alone, and the last one carries the act out.';

create function blanks.withdraw(act_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    act blanks.act;
begin
    perform blanks.take_turn('hemis_registrar');
    perform grades.require_reason(reason);
    select * into act from blanks.act a where a.id = withdraw.act_id;
    if act.state is distinct from 'waiting' then
        perform security.refuse('Only an act that waits for signatures is withdrawn.', '{}', 'HM003');
    end if;
    update blanks.act a
       set state = 'withdrawn', withdrawn_at = now(), withdrawn_by = security.me(), withdraw_reason = btrim(withdraw.reason)
     where a.id = act.id;
    update blanks.blank b set chosen_id = null where b.chosen_id = act.id;
end $$;
comment on function blanks.withdraw(bigint, text) is 'Definer: acts on blanks are written by functions alone.';
