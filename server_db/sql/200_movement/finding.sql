-- Orders found by the students in them: by name in either alphabet, former name or number.

-- The latest orders in which a student stands whose words begin with all that was typed, with up to two of them by name: of
-- the lines that the one who asks reads in movement.states. Too short a word finds nothing: it would mean everybody.
create function movement.orders_with(typed text)
    returns table (decree_id bigint, students text[], many bigint)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with asking as materialized (
        select r.role, security.units_of(security.me(), r.role) as units,
               case when r.role = 'hemis_tutor' then students.groups_of(security.me(), r.role) end as groups
          from (select security.my_role() as role) r
         where security.acts_as(security.me(), r.role)
    ), word as materialized (
        select w.word collate "C" as word, w.word || U&'\+10FFFF' collate "C" as beyond, w.place,
               row_number() over (order by length(w.word) desc, w.place) as turn
          from string_to_table(naming.fold(orders_with.typed), ' ') with ordinality w (word, place)
         where w.word <> ''
    ), found as materialized (
        select distinct s.student_id
          from word w
          join students.search_word s on s.word >= w.word and s.word < w.beyond
         where w.turn = 1 and length(w.word) >= 3
           and not exists (
                select
                  from word o
                 where o.turn > 1
                   and not exists (
                        select
                          from students.search_word x
                         where x.student_id = s.student_id and x.word >= o.word and x.word < o.beyond))
         limit 2000
    ), line as (
        select l.decree_id, l.student_name,
               row_number() over (partition by l.decree_id order by l.id) as place, count(*) over (partition by l.decree_id) as many
          from asking k
         cross join found f
          join movement.line l on l.student_id = f.student_id
          join movement.decree d on d.id = l.decree_id
         where case k.role
                   when 'hemis_academic_office' then true
                   when 'hemis_faculty' then l.faculty_id = any (k.units) or l.new_faculty_id = any (k.units)
                   when 'hemis_tutor' then
                        d.state <> 'draft'
                        and exists (select from students.student s where s.id = l.student_id and s.group_id = any (k.groups))
                   when 'hemis_accounting' then
                        d.state <> 'draft'
                        and (d.order_type in (:decree_type.stipend, :decree_type.payment)
                             or exists (select from movement.agreement g where g.decree_id = d.id and g.office = 'accounting'))
                   else k.role in ('hemis_hr', 'hemis_registrar', 'hemis_management') and d.state <> 'draft'
               end
    )
    select n.decree_id, array_agg(n.student_name order by n.place), max(n.many)
      from line n
     where n.place <= 2
     group by n.decree_id
     order by n.decree_id desc
     limit 400
$$;
comment on function movement.orders_with(text) is
    'Definer: an order tells of its students what it says, also to an office that does not search among students.';
