-- Diplomas in a demonstration: last summer's graduates have theirs; one group is ready to print, one waits for the registrar, one
-- is being drafted; one diploma was lost and its duplicate is drafted. They are signed by the demonstration's own key.

insert into diplomas.wording (education_type, degree_uz, degree_en, admission_uz, admission_en, grading_system_uz,
                              grading_system_en, accreditation_uz, accreditation_en, further_study_uz, further_study_en,
                              professional_status_uz, professional_status_en, city_uz, city_en)
select w.education_type, w.degree_uz, w.degree_en, w.admission_uz, w.admission_en,
       '100 ballik tizim: 90–100 “5” (aʼlo), 70–89,9 “4” (yaxshi), 60–69,9 “3” (qoniqarli); 60 dan past ball – oʻtmagan.',
       '100-point scale: 90–100 “5” (excellent), 70–89.9 “4” (good), 60–69.9 “3” (satisfactory); below 60 is a fail.',
       'Davlat akkreditatsiyasidan oʻtgan, sertifikat OTM-0403, 14.05.2024, amal qilish muddati 5 yil.',
       'State accreditation, certificate OTM-0403 of 14.05.2024, valid for 5 years.',
       w.further_study_uz, w.further_study_en, w.professional_status_uz, w.professional_status_en, 'Toshkent shahri', 'Tashkent'
  from (values
        (:education_type.bachelor, 'Bakalavr', 'Bachelor',
         'Umumiy oʻrta yoki oʻrta maxsus taʼlim toʻgʻrisidagi hujjat asosida, davlat test sinovlari natijasi boʻyicha',
         'On the basis of a document of general or specialised secondary education, by the results of the state tests',
         'Magistraturaga kirish huquqini beradi', 'Gives access to master’s programmes',
         'Mutaxassisligi boʻyicha kasbiy faoliyat yuritish huquqini beradi', 'Entitles the holder to work in the specialty'),
        (:education_type.master, 'Magistr', 'Master',
         'Bakalavr diplomi asosida, kirish imtihonlari natijasi boʻyicha',
         'On the basis of a bachelor’s diploma, by the results of entrance examinations',
         'Doktoranturaga kirish huquqini beradi', 'Gives access to doctoral programmes',
         'Ilmiy-pedagogik va kasbiy faoliyat yuritish huquqini beradi',
         'Entitles the holder to scientific, teaching and professional work')
       ) w (education_type, degree_uz, degree_en, admission_uz, admission_en, further_study_uz, further_study_en,
            professional_status_uz, professional_status_en);

-- The next clean blank of a form for a diploma.
create function pg_temp.blank_for(diploma_id bigint, form text) returns text
    language sql
as $$
    select b.number
      from diplomas.diploma d
      join blanks.kind k on k.form = blank_for.form and coalesce(k.education_type, d.education_type) = d.education_type
                        and coalesce(k.category, d.category) = d.category
      join blanks.blank b on b.kind_id = k.id and b.state = 'stock' and b.unit_id is null
     where d.id = diploma_id
     order by b.number
     limit 1
$$;

do $$
declare
    today constant date := security.today();
    summer constant date := make_date(extract(year from today)::integer - (today < make_date(extract(year from today)::integer,
                                                                                             8, 1))::integer, 7, 5);
    graduates bigint[];
    waiting bigint[];
    drafted bigint[];
    ready bigint[];
    printed bigint[];
    one record;
    form text;
    spoilt text;
begin
    perform set_config('session_replication_role', 'replica', true);
    graduates := diplomas.write_drafts(array(
        select a.id from graduation.acceptance a where a.decree_id is not null and a.state = 'accepted'));
    -- Results from before the program know of no session of a commission.
    update diplomas.diploma d
       set texts = jsonb_set(jsonb_set(d.texts, '{uz,decision}', to_jsonb(format(
               'Davlat attestatsiya komissiyasining 24.06.%s dagi %s-sonli bayonnomasi', d.year, d.id % 9 + 1))),
               '{en,decision}', to_jsonb(format('Protocol No. %s of the State Attestation Commission of 24.06.%s',
                                                d.id % 9 + 1, d.year)))
     where d.texts -> 'uz' -> 'decision' is null;
    -- The youngest groups of each faculty are not done yet: the first is ready to print, the next one waits for the registrar, and
    -- of the third the thesis is still to be written.
    select array_agg(d.id order by d.id) into drafted
      from diplomas.diploma d
     where (d.faculty_id, d.group_name) in (
            select e.faculty_id, max(e.group_name) from diplomas.diploma e where e.education_type = :education_type.master
             group by e.faculty_id);
    select array_agg(d.id order by d.id) into waiting
      from diplomas.diploma d
     where (d.faculty_id, d.group_name) in (
            select max(e.faculty_id), max(e.group_name) from diplomas.diploma e
             where e.education_type = :education_type.bachelor);
    update diplomas.diploma d
       set texts = d.texts #- '{uz,further_study}' #- '{en,further_study}' #- '{en,qualification}'
     where d.id = any (drafted);
    perform diplomas.write_acceptance(array(select d.id from diplomas.diploma d where d.id <> all (drafted)), f.login)
       from (select min(k.login) as login
               from security.account k
               join security.membership m on m.account_id = k.id and m.role = 'hemis_faculty') f;
    ready := array(
        select d.id
          from diplomas.diploma d
         where (d.faculty_id, d.group_name) in (
                select min(e.faculty_id), min(e.group_name) from diplomas.diploma e
                 where e.id <> all (drafted) and e.id <> all (waiting) and e.education_type = :education_type.bachelor));
    printed := array(
        select d.id
          from diplomas.diploma d
         where d.id <> all (drafted) and d.id <> all (waiting) and d.id <> all (ready));
    perform diplomas.write_preparation(printed, summer - 5, 'registrar');
    perform diplomas.write_preparation(ready, today - 3, 'registrar');
    update diplomas.diploma d
       set signature = repeat('A', 86), signed_with = repeat('0', 16), code = '860' || repeat('0', 100),
           signed_at = d.registered_on + time '15:20', signed_by = 'registrar', accepted_at = (d.registered_on - 2) + time '11:40',
           prepared_at = d.registered_on + time '15:05'
     where d.state = 'prepared';
    printed := array(select d.id from diplomas.diploma d where d.id = any (printed) order by d.register_number);
    for one in select * from diplomas.diploma d where d.id = any (printed) order by d.register_number loop
        foreach form in array diplomas.forms_of(false) loop
            if one.id % 11 = 3 then
                spoilt := pg_temp.blank_for(one.id, form);
                perform diplomas.write_spoil(one.id, form, spoilt, null, 'Qogʻoz qiyshiq tortildi', summer - 4, 'registrar');
            end if;
            perform diplomas.write_print(one.id, form, pg_temp.blank_for(one.id, form), null, summer - 4, 'registrar');
        end loop;
        if one.id <> all (printed[cardinality(printed) - 1:]) then
            perform diplomas.write_hand_out(one.id, one.student_name, 'Pasport', summer, 'registrar');
        end if;
    end loop;
    perform diplomas.write_copy(d.id, 'lost', 'Ariza, ' || to_char(today - 2, 'DD.MM.YYYY'))
       from diplomas.diploma d
      where d.id = printed[1];
    perform diplomas.write_drafts(array(
        select a.id from graduation.acceptance a where a.decree_id is null and a.state = 'accepted'));
    perform set_config('session_replication_role', 'origin', true);
end $$;
