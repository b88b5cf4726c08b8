-- Files under topics: announced with size and digest, sent in pieces, ready when all pieces are there. Pieces are read
-- and written here alone.

-- A file is announced by who teaches the subject; it takes its room in the quotas at once. One that was begun before by
-- the same person, with the same content, goes on where it was cut.
create function topics.begin_file(topic_id bigint, name text, file_name text, size bigint, digest text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    mega constant bigint := 1048576;
    topic topics.topic;
    own constant bigint := security.employee_of(security.me(), security.my_role());
    made bigint;
    of_subject bigint;
    of_department bigint;
begin
    perform security.require_role('hemis_teacher');
    select * into topic from topics.topic t where t.id = begin_file.topic_id;
    if topic.id is null or own is null or not topics.teaches(topic.subject_id, topic.department_id) then
        perform security.refuse('You do not teach this subject: its resources are kept by those who do.', '{}', 'HM002');
    end if;
    select r.id into made
      from topics.resource r
     where r.topic_id = topic.id and r.employee_id = own and r.state = 'uploading'
       and r.digest = begin_file.digest and r.size = begin_file.size;
    if made is not null then
        return made;
    end if;
    if size > :setting.topics.file_size * mega then
        perform security.refuse('“{file}” is larger than {limit} MB. Put it somewhere else and keep a link.',
                                jsonb_build_object('file', file_name, 'limit', :setting.topics.file_size));
    end if;
    perform security.require_latest();
    perform from topics.resource r  -- the oldest file stands for all: two desks count one after the other
      where r.department_id = topic.department_id
      order by r.id
      limit 1
        for update;
    select coalesce(sum(r.size) filter (where r.subject_id = topic.subject_id), 0), coalesce(sum(r.size), 0)
      into of_subject, of_department
      from topics.resource r
     where r.department_id = topic.department_id;
    if of_subject + size > :setting.topics.subject_quota * mega then
        perform security.refuse('The files of this subject would take more than {limit} MB. Remove some first.',
                                jsonb_build_object('limit', :setting.topics.subject_quota));
    end if;
    if of_department + size > :setting.topics.department_quota * mega then
        perform security.refuse('The files of the department would take more than {limit} MB. Remove some first.',
                                jsonb_build_object('limit', :setting.topics.department_quota));
    end if;
    insert into topics.resource (subject_id, department_id, topic_id, employee_id, name, kind, file_name, size, digest, state)
    values (topic.subject_id, topic.department_id, topic.id, own, begin_file.name, 'file', begin_file.file_name,
            begin_file.size, begin_file.digest, 'uploading')
    returning id into made;
    return made;
end $$;
comment on function topics.begin_file(bigint, text, text, bigint, text) is
    'Definer: quotas count the files of all; a file is not complete because somebody says so.';

create function topics.add_link(topic_id bigint, name text, url text) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    own constant bigint := security.employee_of(security.me(), security.my_role());
    topic topics.topic;
    made bigint;
begin
    perform security.require_role('hemis_teacher');
    select * into topic from topics.topic t where t.id = add_link.topic_id;
    if topic.id is null or own is null or not topics.teaches(topic.subject_id, topic.department_id) then
        perform security.refuse('You do not teach this subject: its resources are kept by those who do.', '{}', 'HM002');
    end if;
    insert into topics.resource (subject_id, department_id, topic_id, employee_id, name, kind, url, state)
    values (topic.subject_id, topic.department_id, topic.id, own, btrim(add_link.name), 'link', btrim(add_link.url), 'ready')
    returning id into made;
    return made;
end $$;
comment on function topics.add_link(bigint, text, text) is 'Definer: author and subject are those of who adds it.';

-- The own file that is not complete yet.
create function topics.own_upload(resource_id bigint) returns topics.resource
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found topics.resource;
begin
    perform security.require_role('hemis_teacher');
    select * into found
      from topics.resource r
     where r.id = own_upload.resource_id and r.state = 'uploading'
       and r.employee_id = security.employee_of(security.me(), security.my_role())
       for update;
    if found.id is null then
        perform security.refuse('This file is not being added by you. Look at the resources again.');
    end if;
    return found;
end $$;
comment on function topics.own_upload(bigint) is 'Definer: answers for the session user only.';

create function topics.pieces_there(resource_id bigint) returns setof integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform topics.own_upload(resource_id);
    return query
    select p.number from topics.resource_piece p where p.resource_id = pieces_there.resource_id order by p.number;
end $$;
comment on function topics.pieces_there(bigint) is 'Definer: nobody reads pieces by hand.';

create function topics.write_piece(resource_id bigint, number integer, content bytea) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    mega constant integer := 1048576;
    file topics.resource;
begin
    file := topics.own_upload(resource_id);
    if number < 0 or number > (file.size - 1) / mega
       or octet_length(content) <> least(mega, file.size - number::bigint * mega) then
        perform security.refuse('This piece does not belong to the file. Add the file anew.');
    end if;
    insert into topics.resource_piece as p (resource_id, number, content)
    values (write_piece.resource_id, write_piece.number, write_piece.content)
    on conflict do nothing;
end $$;
comment on function topics.write_piece(bigint, integer, bytea) is 'Definer: nobody writes pieces by hand.';

-- All pieces are there and are what was announced. What a computer would run is no resource of a subject.
create function topics.finish_file(resource_id bigint, media_type text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    file topics.resource;
    there record;
begin
    file := topics.own_upload(resource_id);
    select coalesce(sum(octet_length(p.content)), 0) as size,
           encode(sha256(string_agg(sha256(p.content), ''::bytea order by p.number)), 'hex') as digest,
           (select substr(f.content, 1, 4)
              from topics.resource_piece f
             where f.resource_id = file.id and f.number = 0) as beginning
      into there
      from topics.resource_piece p
     where p.resource_id = file.id;
    if there.size <> file.size then
        perform security.refuse('Not all of “{file}” has arrived. Add it again: it goes on where it stopped.',
                                jsonb_build_object('file', file.file_name));
    end if;
    if there.digest <> file.digest then
        perform security.refuse('“{file}” has changed while it was being sent. Remove it and add it anew.',
                                jsonb_build_object('file', file.file_name));
    end if;
    if substr(there.beginning, 1, 2) = 'MZ'::bytea or there.beginning = '\x7f454c46'::bytea then
        perform security.refuse('“{file}” is a program. Only documents, pictures, sound and films are kept here.',
                                jsonb_build_object('file', file.file_name));
    end if;
    update topics.resource r
       set state = 'ready', media_type = finish_file.media_type
     where r.id = file.id;
end $$;
comment on function topics.finish_file(bigint, text) is 'Definer: a file is complete because its pieces say so.';


-- Who reads a resource reads its pieces.
create function topics.reads_resource(resource_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
          from topics.resource r
         where r.id = reads_resource.resource_id
           and security.acts_as(security.me(), security.my_role())
           and case security.my_role()
                   when 'hemis_academic_office' then true
                   when 'hemis_department_head' then
                       r.department_id = any (security.units_of(security.me(), security.my_role()))
                   when 'hemis_faculty' then
                       r.subject_id = any (topics.subjects_of(security.me(), security.my_role()))
                   when 'hemis_teacher' then
                       r.subject_id = any (topics.subjects_of(security.me(), security.my_role()))
                       or r.employee_id = security.employee_of(security.me(), security.my_role())
               end)
$$;
comment on function topics.reads_resource(bigint) is 'Definer: the same scopes as the policies of the table.';

create function topics.read_piece(resource_id bigint, number integer) returns bytea
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if topics.reads_resource(resource_id) is not true then
        perform security.refuse('This resource is not among yours.', '{}', 'HM002');
    end if;
    return (select p.content
              from topics.resource_piece p
             where p.resource_id = read_piece.resource_id and p.number = read_piece.number);
end $$;
comment on function topics.read_piece(bigint, integer) is 'Definer: pieces are read through here alone.';

-- The own resource goes with its pieces; the history keeps name, size and digest.
create function topics.remove_resource(resource_id bigint, version integer) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    gone bigint;
begin
    perform security.require_role('hemis_teacher');
    select r.id into gone
      from topics.resource r
     where r.id = remove_resource.resource_id and r.row_version = remove_resource.version
       and r.employee_id = security.employee_of(security.me(), security.my_role())
       for update;
    if gone is null then
        perform security.refuse('This resource is not yours, or has just changed. Look at the resources again.');
    end if;
    delete from topics.resource_piece p where p.resource_id = gone;
    delete from topics.resource r where r.id = gone;
end $$;
comment on function topics.remove_resource(bigint, integer) is 'Definer: nobody deletes pieces by hand.';

-- What the files of a subject and of its department take, in bytes, and what they may take, in megabytes.
create function topics.room_taken(subject_id bigint, department_id bigint)
    returns table (of_subject bigint, of_department bigint, subject_quota integer, department_quota integer)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(r.size) filter (where r.subject_id = room_taken.subject_id), 0)::bigint,
           coalesce(sum(r.size), 0)::bigint, :setting.topics.subject_quota, :setting.topics.department_quota
      from topics.resource r
     where r.department_id = room_taken.department_id
$$;
comment on function topics.room_taken(bigint, bigint) is 'Definer: quotas count the files of all, and tell only their sum.';
