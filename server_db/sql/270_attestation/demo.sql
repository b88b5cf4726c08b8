-- The attestation of a demonstration: this year's topics as far as they are chosen, last year's approved by an order and defended
-- with results in the record, and a commission of the first department of each faculty that sits today.

-- Who writes a thesis in which year, with a supervisor of the department, and what about.
create temporary table written as
with named (place, uz, en) as (
    values (0, '{d} konining geologik tuzilishi va maʼdan tanalarining joylashish qonuniyatlari', 'Geological structure of the {d} deposit and regularities of the location of its ore bodies'),
           (1, '{d} koni maʼdanlarining mineral tarkibi va hosil boʻlish bosqichlari', 'Mineral composition and stages of formation of the ores of the {d} deposit'),
           (2, '{d} konining zaxiralarini hisoblash usullarini takomillashtirish', 'Improving the methods of reserve estimation of the {d} deposit'),
           (3, '{d} maydonining gidrogeologik sharoitlari va ularni baholash', 'Hydrogeological conditions of the {d} area and their assessment'),
           (4, '{d} konida maʼdan sifatini boshqarishning geologik asoslari', 'Geological foundations of ore quality control at the {d} deposit'),
           (5, '{d} konining uch oʻlchamli geologik modelini yaratish', 'Building a three-dimensional geological model of the {d} deposit'),
           (6, '{d} karyeri bortlarining turgʻunligini marksheyderlik kuzatuvlari asosida baholash', 'Assessment of the pit slope stability of the {d} quarry by mine surveying observations'),
           (7, '{d} konidagi togʻ jinslarining fizik-mexanik xossalari', 'Physical and mechanical properties of the rocks of the {d} deposit')
), deposit as (
    select d.name, d.place - 1 as place
      from unnest(array['Muruntov', 'Qalmoqqir', 'Koʻkpatas', 'Zarmitan', 'Kochbuloq', 'Xondiza', 'Uchquloch', 'Daugʻiztov',
                        'Chodak', 'Angren', 'Guzaksoy', 'Saricheku', 'Qizilolma', 'Choʻlboyi', 'Ingichka', 'Charmitan'])
           with ordinality d (name, place)
), worker as (
    select p.unit_id, p.employee_id, row_number() over (partition by p.unit_id order by p.employee_id) - 1 as place,
           count(*) over (partition by p.unit_id) as many
      from (select distinct on (p.unit_id, p.employee_id) p.unit_id, p.employee_id
              from employees.position p
             where security.today() between p.starts_on and coalesce(p.ends_on, 'infinity')) p
), due as (
    select s.id, s.full_name, s.number, s.faculty_id, s.education_type, s.status, g.id as group_id, g.name as group_name,
           c.id as course_id, c.department_id, y.year, s.sort_key,
           row_number() over (partition by c.department_id, y.year order by g.name, s.sort_key, s.id) - 1 as place,
           y.year < movement.academic_year(security.today()) as last
      from curriculum.course c
      join curriculum.sheet_type t on t.id = c.sheet_type_id and t.code = :sheet_type.graduation_work
      join curriculum.semester m on m.id = c.semester_id
      join curriculum.term e on e.id = m.term_id
      join curriculum.academic_year y on y.id = e.academic_year_id
      join curriculum.group_curriculum f on f.curriculum_id = c.curriculum_id
      join students."group" g on g.id = f.group_id
      join students.student s
        on s.group_id = g.id
       and (s.status = :student_status.studying
            or (y.year < movement.academic_year(security.today()) and s.status = :student_status.graduated))
     where y.year between movement.academic_year(security.today()) - 1 and movement.academic_year(security.today())
)
select d.*, w.employee_id as supervisor_id, r.employee_id as reviewer_id,
       replace(n.uz, '{d}', p.name) as title_uz, replace(n.en, '{d}', translate(p.name, 'ʻʼ', '''''')) as title_en,
       d.last or d.place % 7 < 5 as topic, d.last or d.place % 11 <> 3 as english
  from due d
  join worker w on w.unit_id = d.department_id and w.place = d.place % w.many and d.place < 10 * w.many
  join worker r on r.unit_id = d.department_id and r.place = (d.place + 1) % r.many
  join named n on n.place = d.place / 16 % 8
  join deposit p on p.place = d.place % 16;

insert into attestation.offer (department_id, supervisor_id, year, education_type, title_uz, title_en, about)
select w.department_id, min(w.supervisor_id), movement.academic_year(security.today()), :education_type.bachelor, t.uz, t.en, t.about
  from written w
 cross join (values ('Sunʼiy yoʻldosh suratlari asosida yer yoriqlarini aniqlash', 'Detecting faults by satellite images', 'QGIS va Sentinel-2 suratlari bilan ishlanadi.'),
                    ('Burgʻilash namunalarini raqamli qayta ishlash', 'Digital processing of drill samples', null),
                    ('Konlarni qazishda suv sarfini kamaytirish', null, null)) t (uz, en, about)
 group by w.department_id, t.uz, t.en, t.about
 order by w.department_id, t.uz;

insert into attestation.thesis (student_id, faculty_id, department_id, student_name, student_number, group_name, education_type,
                                year, title_uz, title_en, supervisor_id, reviewer_id, outside_reviewer, outside_place, state)
select w.id, w.faculty_id, w.department_id, w.full_name, w.number, w.group_name, w.education_type, w.year,
       case when w.topic then w.title_uz end, case when w.topic and w.english then w.title_en end,
       case when w.topic or w.place % 7 = 5 then w.supervisor_id end, case when w.topic then w.reviewer_id end,
       case when w.topic then 'Xolboyev Ravshan Mirzayevich' end,
       case when w.topic then '“Navoiy kon-metallurgiya kombinati” AJ, bosh geolog' end, 'open'
  from written w
 order by w.department_id, w.place;

-- Last year's topics: an order of January for each faculty.
do $$
declare
    last_year constant integer := movement.academic_year(security.today()) - 1;
    ordered constant date := make_date(last_year + 1, 1, 15);
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into movement.decree (order_type, act, faculty_id, heading, effective_on, basis, language, preamble, body, closing,
                                 state, number, year, signed_on, signatory_id, lines, made_by, made_at, sent_at, signed_at,
                                 signed_by, applied_at, applied_by)
    select :decree_type.topics, 'topics', t.faculty_id, m.heading, ordered, 'Dekanat bildirgisi', 'uz', m.preamble, m.body, m.closing,
           'applied', row_number() over (order by t.faculty_id) || '-T', last_year + 1, ordered,
           (select min(a.employee_id) from security.account a where a.login = 'management'), count(*), 'academic_office',
           ordered - interval '2 days', ordered - interval '1 day', ordered + interval '9 hours', 'academic_office',
           ordered + interval '11 hours', 'academic_office'
      from attestation.thesis t
      join movement.template m on m.order_type = :decree_type.topics and m.language = 'uz'
     where t.year = last_year
     group by t.faculty_id, m.heading, m.preamble, m.body, m.closing
     order by t.faculty_id;
    insert into movement.line (decree_id, student_id, faculty_id, student_name, student_number, note, before_id, after_id)
    select d.id, t.student_id, t.faculty_id, t.student_name, t.student_number, attestation.words_of(t.student_id, 'uz'), p.id, p.id
      from attestation.thesis t
      join movement.decree d on d.act = 'topics' and d.faculty_id = t.faculty_id
      left join lateral (
            select p.id
              from students.period p
             where p.student_id = t.student_id and ordered >= p.starts_on
             order by p.starts_on desc, p.id desc
             limit 1) p on true
     where t.year = last_year
     order by d.id, t.id;
    update movement.series s
       set year = last_year + 1, last = (select count(*) from movement.decree d where d.act = 'topics')
     where s.order_type = :decree_type.topics;
    perform attestation.approve_topics(d) from movement.decree d where d.act = 'topics';
    update attestation.ordered_topic o set applied_at = ordered + interval '11 hours', applied_by = 'academic_office';
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- Commissions of departments that have theses: last year's that defended in June, and this year's.
do $$
declare
    this_year constant integer := movement.academic_year(security.today());
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into attestation.commission (name, kind, department_id, faculty_id, year, order_number, ordered_on, approved_at, approved_by)
    select 'Davlat attestatsiya komissiyasi, ' || g.year || '/' || g.year + 1, 'defence', g.department_id, g.faculty_id, g.year,
           64 + g.department_id || '-T', make_date(g.year, 11, 10), make_date(g.year, 11, 12) + interval '10 hours', 'academic_office'
      from (select distinct t.department_id, attestation.faculty_of(t.department_id) as faculty_id, y.year
              from attestation.thesis t
             cross join (values (this_year - 1), (this_year)) y (year)) g
     order by g.year, g.department_id;
    insert into attestation.member (commission_id, department_id, role, employee_id, full_name, workplace, position)
    select k.id, k.department_id, m.role, null, m.name, m.workplace, m.position
      from attestation.commission k
     cross join (values ('chair', 'Isoqov Mirzohid Ubaydullayevich', 'Geologiya fanlari instituti', 'geologiya-mineralogiya fanlari doktori, professor'),
                        ('deputy', 'Turapov Mirali Karimovich', '“Oʻzbekgeologiya” DK', 'bosh geolog'),
                        ('member', 'Akbarov Xabibulla Asatovich', '“Olmaliq KMK” AJ', 'geologiya boʻlimi boshligʻi')) m (role, name, workplace, position)
    union all
    select k.id, k.department_id, case w.place when 1 then 'secretary' else 'member' end, w.employee_id, w.full_name,
           u.name_uz, case w.place when 1 then 'oʻqituvchi' else 'dotsent' end
      from attestation.commission k
      join structure.unit u on u.id = k.department_id
     cross join lateral (
            select e.id as employee_id, e.full_name, row_number() over (order by e.id) as place
              from employees.employee e
             where exists (select from employees.position p
                            where p.employee_id = e.id and p.unit_id = k.department_id
                              and security.today() between p.starts_on and coalesce(p.ends_on, 'infinity'))) w
     where w.place between 1 and 3;
    perform set_config('session_replication_role', 'origin', true);
end $$;

-- June's sessions of those who have graduated, and today's of those whose defence was put off.
create temporary table heard as
select w.*, k.id as commission_id, t.id as thesis_id, w.status = :student_status.graduated as in_june
  from written w
  join attestation.thesis t on t.student_id = w.id
  join attestation.commission k on k.department_id = w.department_id
 where w.last and k.year = w.year + (w.status = :student_status.studying)::integer
   and not exists (select from grades.record r
                     join curriculum.course c on c.subject_id = r.subject_id and c.id = w.course_id
                    where r.student_id = w.id);
do $$
declare
    june constant date := make_date(movement.academic_year(security.today()), 6, 18);
begin
    perform set_config('session_replication_role', 'replica', true);
    insert into attestation.sitting (commission_id, department_id, number, day, starts, room_id, state, students, started_at,
                                     closed_at, closed_by)
    select h.commission_id, h.department_id, 1, case when h.in_june then june else security.today() end, '09:00',
           (select min(r.id) from infrastructure.room r), case when h.in_june then 'closed' else 'running' end, count(*),
           case when h.in_june then june else security.today() end + time '09:05',
           case when h.in_june then june + time '16:40' end, case when h.in_june then 'head_mineralogy' end
      from heard h
     group by h.commission_id, h.department_id, h.in_june
     order by h.commission_id;
    insert into attestation.presence (sitting_id, commission_id, department_id, member_id, present)
    select s.id, s.commission_id, s.department_id, m.id, m.full_name not like 'Akbarov%'
      from attestation.sitting s
      join attestation.member m on m.commission_id = s.commission_id
     order by s.id, m.id;
    insert into attestation.candidate (sitting_id, commission_id, department_id, faculty_id, student_id, course_id, group_id,
                                       thesis_id, supervisor_id, position, name, student_number, topic, attempt, maximum,
                                       pass_percent, state, questions, supervisor_points, reviewer_points, began, ended,
                                       entered_by, entered_at)
    select s.id, s.commission_id, s.department_id, h.faculty_id, h.id, h.course_id, h.group_id, h.thesis_id, h.supervisor_id,
           n.place, h.full_name, h.number, h.title_uz, 1, y.maximum, y.pass_percent,
           case when h.in_june or n.place < 4 then 'held'
                when n.place = 4 then 'excused' else 'waiting' end,
           case when h.in_june or n.place < 4
                then 'Tadqiqot usullari qanday tanlandi? Zaxiralar qaysi toifa boʻyicha hisoblandi?' end,
           case when h.in_june or n.place < 4 then 80 + (h.id * 7 % 19)::integer end,
           case when h.in_june or n.place < 4 then 76 + (h.id * 5 % 21)::integer end,
           case when not h.in_june and n.place < 4 then to_char(time '09:10' + (n.place - 1) * interval '22 minutes', 'HH24:MI') end,
           case when not h.in_june and n.place < 4 then to_char(time '09:30' + (n.place - 1) * interval '22 minutes', 'HH24:MI') end,
           case when h.in_june or n.place <= 4 then 'head_mineralogy' end, case when h.in_june or n.place <= 4 then s.started_at end
      from heard h
      join attestation.sitting s on s.commission_id = h.commission_id
      join lateral (select count(*) + 1 as place from heard o
                     where o.commission_id = h.commission_id and (o.group_name, o.sort_key, o.id) < (h.group_name, h.sort_key, h.id)) n on true
      join curriculum.course c on c.id = h.course_id
      join curriculum.curriculum p on p.id = c.curriculum_id
      join curriculum.marking_system y on y.id = p.marking_system_id
     order by s.id, n.place;
    insert into attestation.vote (candidate_id, sitting_id, department_id, member_id, points)
    select c.id, c.sitting_id, c.department_id, p.member_id,
           68 + (c.student_id * 13 % 29)::integer + (p.member_id % 4)::integer
      from attestation.candidate c
      join attestation.presence p on p.sitting_id = c.sitting_id and p.present
     where c.state = 'held'
     order by c.id, p.member_id;
    update attestation.candidate c
       set score = case when s.state = 'closed' then r.score end, mark = r.mark, grade = r.grade,
           decision = case when s.state = 'closed' then case when r.passed then 'passed' else 'again' end end,
           honours = s.state = 'closed' and r.grade >= 5 and c.student_id % 3 = 0
      from attestation.candidate k
     cross join lateral attestation.result_of(k) r
      join attestation.sitting s on s.id = k.sitting_id
     where c.id = k.id and k.state = 'held';
    update attestation.candidate c
       set protocol = c.position, decision = coalesce(c.decision, 'again')
      from attestation.sitting s
     where s.id = c.sitting_id and s.state = 'closed';
    perform set_config('session_replication_role', 'origin', true);
    perform attestation.write_sheet(s, g.course_id, g.group_id, 1, g.students)
       from attestation.sitting s
       join (select c.sitting_id, c.course_id, c.group_id, array_agg(c.student_id order by c.position) as students
               from attestation.candidate c
              group by c.sitting_id, c.course_id, c.group_id) g on g.sitting_id = s.id
      where s.state = 'closed';
    perform set_config('session_replication_role', 'replica', true);
    update grades.sheet s
       set opened_at = june + time '09:05', admitted_at = june + time '09:05', announced_at = june + time '16:40',
           closed_at = june + time '16:40'
      from attestation.candidate c
      join grades.line l on l.id = c.line_id
     where s.id = l.sheet_id;
    update grades.stamp s
       set at = june + time '16:40', login = 'head_mineralogy'
      from grades.line l
      join attestation.candidate c on c.line_id = l.id
     where s.sheet_id = l.sheet_id;
    update grades.cell e set entered_by = 'head_mineralogy', entered_at = june + time '15:00'
      from attestation.candidate c
     where e.line_id = c.line_id;
    perform set_config('session_replication_role', 'origin', true);
end $$;
drop table written, heard;
