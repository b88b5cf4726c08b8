-- The university's own Word forms: a version a file, of which one is in use. What the file holds is looked at by the program
-- when it is uploaded and again whenever it is filled; the database keeps its size and its kind.

create function movement.store_word_form(act text, language text, name text, content bytea) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made integer;
begin
    perform security.require_role('hemis_academic_office');
    if not exists (select from movement.transition t where t.act = store_word_form.act) then
        perform security.refuse('Choose what the order does.');
    end if;
    perform pg_advisory_xact_lock('movement.word_form'::regclass::bigint);
    update movement.word_form f
       set active = false
     where f.act = store_word_form.act and f.language = store_word_form.language and f.active;
    insert into movement.word_form (act, language, version, name, content, digest, made_by)
    select store_word_form.act, store_word_form.language, 1 + coalesce(max(f.version), 0), btrim(store_word_form.name),
           store_word_form.content, encode(sha256(store_word_form.content), 'hex'), security.me()
      from movement.word_form f
     where f.act = store_word_form.act and f.language = store_word_form.language
    returning version into made;
    return made;
end $$;
comment on function movement.store_word_form(text, text, text, bytea) is 'Definer: versions are counted here and never rewritten.';

-- Use a version that is kept, or none of the act and the language.
create function movement.use_word_form(form_id bigint, used boolean) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    form movement.word_form;
begin
    perform security.require_role('hemis_academic_office');
    select * into form from movement.word_form f where f.id = use_word_form.form_id for update;
    if form.id is null then
        perform security.refuse('This form is gone.');
    end if;
    update movement.word_form f set active = false where f.act = form.act and f.language = form.language and f.active;
    update movement.word_form f set active = true where f.id = form.id and used;
end $$;
comment on function movement.use_word_form(bigint, boolean) is 'Definer: which version is in use is written here alone.';
