-- Orders found by the students in them: by name in either alphabet, former name or number.

-- The latest orders in which a student stands whose words begin with all that was typed, with up to two of them by name: of
-- the lines that the one who asks reads in movement.states. Too short a word finds nothing: it would mean everybody.
create function movement.orders_with(typed text)
    returns table (decree_id bigint, students text[], many bigint)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    role constant text := security.my_role();
    units constant bigint[] := security.units_of(security.me(), security.my_role());
    groups constant bigint[] := case when role = 'hemis_tutor' then students.groups_of(security.me(), role) end;
    sought constant text[] := array(
        select w from string_to_table(naming.fold(orders_with.typed), ' ') w where w <> '' order by length(w) desc);
    beyond constant text := U&'\+10FFFF';
    found bigint[];
begin
    if not security.acts_as(security.me(), role) or coalesce(length(sought[1]), 0) < 3 then
        return;
    end if;
    found := array(
        select distinct s.student_id
          from students.search_word s
         where s.word >= sought[1] and s.word < sought[1] || beyond
           and not exists (
                select
                  from unnest(sought[2:]) o (word)
                 where not exists (
                        select
                          from students.search_word x
                         where x.student_id = s.student_id and x.word >= o.word and x.word < o.word || beyond))
         limit 2000);
    return query
    with line as (
        select l.decree_id, l.student_name, row_number() over (partition by l.decree_id order by l.id) as place,
               count(*) over (partition by l.decree_id) as many
          from movement.line l
          join movement.decree d on d.id = l.decree_id
         where l.student_id = any (found)
           and case role
                   when 'hemis_academic_office' then true
                   when 'hemis_faculty' then l.faculty_id = any (units) or l.new_faculty_id = any (units)
                   when 'hemis_tutor' then
                        d.state <> 'draft'
                        and exists (select from students.student s where s.id = l.student_id and s.group_id = any (groups))
                   when 'hemis_accounting' then
                        d.state <> 'draft'
                        and (d.order_type in (:decree_type.stipend, :decree_type.payment)
                             or exists (select from movement.agreement g where g.decree_id = d.id and g.office = 'accounting'))
                   else role in ('hemis_hr', 'hemis_registrar', 'hemis_management') and d.state <> 'draft'
               end
    )
    select n.decree_id, array_agg(n.student_name order by n.place), max(n.many)
      from line n
     where n.place <= 2
     group by n.decree_id
     order by n.decree_id desc
     limit 400;
end $$;
comment on function movement.orders_with(text) is
    'Definer: an order tells of its students what it says, also to an office that does not search among students.';
