-- Proposed by one, agreed to by another person of the academic office.

create function merging.require_choices(choices jsonb) returns void
    language plpgsql
as $$
declare
    fields constant text[] := merging.private_fields()
        || '{name,birth_date,gender,citizenship,nationality,photo,prior_education,results}'::text[];
begin
    if jsonb_typeof(choices) is distinct from 'object' or choices - fields <> '{}'
       or exists (select from jsonb_each_text(choices) c where c.value not in ('stays', 'other')) then
        perform security.refuse('Say of each value whether it stays or is taken from the other row.');
    end if;
end $$;

create function merging.require_good(kind text, stays bigint, goes bigint, choices jsonb) returns void
    language plpgsql
as $$
declare
    wrong record;
begin
    select * into wrong from merging.verdicts(kind, stays, goes, choices) v limit 1;
    if found then
        perform security.refuse(wrong.message, wrong.details);
    end if;
end $$;

create function merging.propose(kind text, stays bigint, goes bigint, choices jsonb, reason text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
begin
    perform merging.require_rows(stays, goes);
    perform grades.require_reason(reason);
    perform merging.require_choices(choices);
    perform merging.require_good(kind, stays, goes, choices);
    if exists (select from merging.proposal p where p.state = 'proposed'
                and (p.student_id in (stays, goes) or p.other_id in (stays, goes))) then
        perform security.refuse('A proposal about one of these rows is waiting already. Have that one decided first.', '{}', 'HM003');
    elsif exists (select from merging.proposal p where p.state = 'agreed' and p.kind = 'link' and propose.kind = 'link'
                   and (p.student_id, p.other_id) in ((stays, goes), (goes, stays))) then
        perform security.refuse('These two studies are linked already.', '{}', 'HM003');
    end if;
    insert into merging.proposal (kind, student_id, other_id, faculty_id, other_faculty_id, student_name, student_number,
                                  other_name, other_number, choices, reason, state, proposed_by)
    select propose.kind, a.id, b.id, a.faculty_id, b.faculty_id, a.full_name, a.number, b.full_name, b.number,
           propose.choices, btrim(propose.reason), 'proposed', security.me()
      from students.student a, students.student b
     where a.id = stays and b.id = goes
    returning id into made;
    return made;
end $$;
comment on function merging.propose(text, bigint, bigint, jsonb, text) is 'Definer: proposals are written by functions alone.';

-- A proposal with its lock and the locks of both students, always in the same sequence.
create function merging.take(proposal_id bigint, state text, variadic roles text[]) returns merging.proposal
    language plpgsql
as $$
declare
    taken merging.proposal;
begin
    perform security.require_role(variadic roles);
    perform security.require_latest();
    select * into taken from merging.proposal p where p.id = take.proposal_id for update;
    if not found or (security.my_role() = 'hemis_faculty' and not coalesce(
            array[taken.faculty_id, taken.other_faculty_id] <@ security.units_of(security.me(), security.my_role()), false)) then
        perform security.refuse('This proposal is not yours.', '{}', 'HM002');
    elsif taken.state <> take.state then
        perform security.refuse('This proposal was decided meanwhile. Look at it again.', '{}', 'HM003');
    end if;
    perform from students.student s where s.id in (taken.student_id, taken.other_id) order by s.id for no key update;
    return taken;
end $$;

create function merging.withdraw(proposal_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    proposal merging.proposal := merging.take(withdraw.proposal_id, 'proposed', 'hemis_academic_office', 'hemis_faculty');
begin
    if proposal.proposed_by <> security.me() then
        perform security.refuse('A proposal is withdrawn by who made it.', '{}', 'HM002');
    end if;
    update merging.proposal p
       set state = 'withdrawn', decided_by = security.me(), decided_at = now()
     where p.id = proposal.id;
end $$;
comment on function merging.withdraw(bigint) is 'Definer: proposals are written by functions alone.';

-- Agree to a proposal, which merges or links at once, or refuse it and say why.
create function merging.decide(proposal_id bigint, agree boolean, answer text default null) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    proposal merging.proposal := merging.take(decide.proposal_id, 'proposed', 'hemis_academic_office');
begin
    if proposal.proposed_by = security.me() then
        perform security.refuse('Who proposes does not agree. Another person of the academic office decides.', '{}', 'HM002');
    elsif agree is not true then
        perform grades.require_reason(answer);
    end if;
    update merging.proposal p
       set state = case when agree then 'agreed' else 'refused' end, decided_by = security.me(), decided_at = now(),
           answer = nullif(btrim(decide.answer), '')
     where p.id = proposal.id;
    if agree then
        perform merging.require_good(proposal.kind, proposal.student_id, proposal.other_id, proposal.choices);
        if proposal.kind = 'merge' then
            perform merging.perform(proposal);
        end if;
    end if;
end $$;
comment on function merging.decide(bigint, boolean, text) is 'Definer: two rows become one by functions alone.';
