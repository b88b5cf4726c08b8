-- Codes are what records refer to: they are checked for whole statements and never vanish under a record.

-- `codes`: distinct [column, classifier, code] of a statement.
create function classifiers.refuse_unknown(relation text, codes jsonb) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong jsonb;
begin
    select jsonb_build_object('relation', relation, 'column', f ->> 0, 'classifier', f ->> 1, 'code', f ->> 2) into wrong
      from jsonb_array_elements(codes) f
     where not exists (
        select
          from classifiers.item i
          join classifiers.classifier c on c.id = i.classifier_id
         where c.code = f ->> 1
           and i.code = f ->> 2
           and i.active)
     limit 1;
    if wrong is not null then
        perform security.refuse('The classifier {classifier} has no code {code} in use.', wrong);
    end if;
end $$;
comment on function classifiers.refuse_unknown(text, jsonb) is 'Definer: codes are checked whatever the writer may read.';

-- A national code is never deleted, one of ours only while nothing has it; switch it off instead.
create function classifiers.keep_used_item() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    list classifiers.classifier;
begin
    select * into list from classifiers.classifier c where c.id = old.classifier_id;
    if list.national then
        perform security.refuse('A national code is not deleted; switch it off instead.');
    end if;
    if classifiers.is_used(list.code, old.code) then
        perform security.refuse('The code {code} is in use; switch it off instead.', jsonb_build_object('code', old.code));
    end if;
    return old;
end $$;
comment on function classifiers.keep_used_item() is 'Definer: a code is in use also where its owner may not look.';
create trigger keep_used before delete on classifiers.item for each row execute function classifiers.keep_used_item();

create function classifiers.keep_national() returns trigger
    language plpgsql
as $$
begin
    if old.national then
        perform security.refuse('A national classifier is not deleted.');
    end if;
    return old;
end $$;
create trigger keep_national before delete on classifiers.classifier
    for each row execute function classifiers.keep_national();
