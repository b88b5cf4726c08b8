-- What a dean's office changed by hand: a guest, a repeater and a student on mobility in lectures of each faculty, and
-- somebody who went over to the class of another group.
insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, by_hand, note)
select k.faculty_id, k.id, t.id, t.group_id, (array['guest', 'repeat', 'mobility'])[k.place], k.begins + 21, true,
       (array['Ariza asosida', 'Qayta oʻqish', 'Almashinuv dasturi'])[k.place]
  from (select c.id, c.faculty_id, m.starts_on as begins,
               row_number() over (partition by c.faculty_id order by c.id) as place
          from teaching.class c
          join curriculum.course o on o.id = c.course_id
          join curriculum.semester m on m.id = o.semester_id
         where c.training = :training_type.lecture) k
 cross join lateral (
        select s.id, s.group_id
          from students.student s
         where s.faculty_id = k.faculty_id and s.status in :students.with_group and s.group_id is not null
           and not exists (select from teaching.member m where m.class_id = k.id and m.student_id = s.id)
         order by s.id
        offset k.place
         limit 1) t
 where k.place <= 3;

with halves as (
    select distinct on (k.faculty_id) m.id as member_id, o.id as other_id, m.starts_on + 35 as goes_on
      from teaching.class k
      join teaching.class o on o.course_id = k.course_id and o.training = k.training and o.term_id = k.term_id and o.id > k.id
      join teaching.member m on m.class_id = k.id and m.ends_on is null
     where k.training <> :training_type.lecture
     order by k.faculty_id, k.id, o.id, m.id
), gone as (
    update teaching.member m
       set ends_on = h.goes_on - 1, by_hand = true, note = 'Oʻz xohishi bilan'
      from halves h
     where m.id = h.member_id
    returning m.*
)
insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, by_hand, note)
select g.faculty_id, h.other_id, g.student_id, g.group_id, g.reason, h.goes_on, true, g.note
  from gone g
  join halves h on h.member_id = g.id;
