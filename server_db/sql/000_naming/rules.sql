-- Names in one search key and one order, the twins of shared/names.py and shared/scripts.py.
-- The bodies are bound when they are created: no search_path can put another function in their place.

create schema if not exists naming;

-- The search key: the same for every usual spelling of a name, only a-z, 0-9 and single spaces.
-- After nfd й, ё and ў are a letter and a mark; they become i, e, u and the mark and are told apart here.
create or replace function naming.fold(name text) returns text
    language sql immutable parallel safe strict
    return btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(
            case
                -- Long lists take long, and most names are Latin.
                when name ~ U&'[\00D0-\02AF\0370-\1FFF]' then translate(
                    lower(normalize(name, nfd) collate "C"),
                    'qxабвгдежзиклмнопрстуфхыэғқҳәөүұңһіҷıøłđðß'
                    'АБВГДЕЖЗИКЛМНОПРСТУФХЫЭҒҚҲӘӨҮҰҢҺІҶØŁĐÐЦЧШЩЮЯЪьЬъ',
                    'khabvgdejziklmnoprstufhiegkhaouunhijioldds'
                    'abvgdejziklmnoprstufhiegkhaouunhijolddцчшщюя'
                )
                else translate(lower(normalize(name, nfd) collate "C"), 'qx', 'kh')
            end,
            'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'sh'), 'ю', 'yu'), 'я', 'ya'),
            U&'i\0306', 'y'), U&'e\0308', 'yo'), U&'u\0306', 'o'),
        U&'[\0300-\036F\00AD\200B-\200D\2060\FEFF''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]', '', 'g'),
        '[^a-z0-9]+', ' ', 'g'),
        'shch', 'sh', 'g'),
        '(?<![aeiouys])ts', 's', 'g'),
        '\mye', 'e', 'g'),
        '\Yy', '', 'g'));

-- A key whose order by code points is the Uzbek order: … z oʻ gʻ sh ch ng, then Cyrillic.
create or replace function naming.sort_key(name text) returns text
    language sql immutable parallel safe strict
    return btrim(translate(regexp_replace(regexp_replace(
        replace(replace(replace(regexp_replace(regexp_replace(
            case when name ~ U&'[\0400-\04FF]' then replace(translate(
                lower(normalize(name, nfc) collate "C"),
                'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯўЎқҚғҒҳҲ',
                U&'абвгдеёжзийклмнопрстуфхцчшщъыьэюя\0460\0460\0461\0461\0462\0462\0463\0463'
            ), 'ё', U&'е\04FF') else lower(normalize(name, nfc) collate "C") end,
            U&'o[''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]+', 'O', 'g'),
            U&'g[''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]+', 'G', 'g'),
            'sh', 'S'), 'ch', 'C'), 'ng', 'N'),
        U&'[''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]+', '', 'g'),
        U&'[^a-z0-9OGSCN\0080-\+10FFFF]+', ' ', 'g'),
        'OGSCN', U&'{|}~\00A1'));

-- A key whose order is that of Uzbek Cyrillic, … я ў қ ғ ҳ, whichever alphabet the name is written in: Latin is read by the
-- rules of shared/scripts.py without its lists of words. Few expressions, many plain replacements: those are quick.
create or replace function naming.sort_key_oz(name text) returns text
    language sql immutable parallel safe strict
    return btrim(regexp_replace(replace(translate(regexp_replace(regexp_replace(
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(replace(replace(replace(
            translate(lower(normalize(name, nfc) collate "C"),
                U&'''`\00B4\02B9\02BB\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07', 'ʼʼʼʼʼʼʼʼʼʼʼʼʼʼ'),
            'oʼ', 'ў'), 'gʼ', 'ғ'), 'sʼh', 'сҳ'), 'sh', 'ш'), 'ch', 'ч'), 'lʼi', 'льi'), 'ʼy', 'ьy'), 'ʼ', 'ъ'),
            'yo', 'ё'), 'yu', 'ю'), 'ya', 'я'), 'lye', 'лье'), 'nye', 'нье'), 'rye', 'рье'), 'tye', 'тье'), 'dye', 'дье'),
            'vye', 'вье'), 'ye', 'е'),
        '(?<![a-zъьшчғўёюя])ts|ts(?=i[aeoя]|iy|e[nprsvy]|ov|kiy|$|[^a-zъьшчғўёюя])|(?<=[bknpr])s(?=i(я|on|al|at|um))'
            || '|(?<=[^ ][^ ]a)s(?=iя)', 'ц', 'g'),
        '(?<![bcdfghijklmnpqrstvwxyzбвгджзийклмнпрстфхцчшъьғқҳ])e', 'э', 'g'),
        'abdefghijklmnopqrstuvxyzАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯўЎқҚғҒҳҲ',
        U&'абдефг\0463ижклмноп\0461рстувхйзабвгдеёжзийклмнопрстуфхцчшщъыьэюя\0460\0460\0461\0461\0462\0462\0463\0463'),
        'ё', U&'е\04FF'),
        U&'[^a-z0-9\0080-\+10FFFF]+', ' ', 'g'));

-- Russian writes those last four as у к г х, and so they stand there.
create or replace function naming.sort_key_ru(name text) returns text
    language sql immutable parallel safe strict
    return translate(naming.sort_key_oz(name), U&'\0460\0461\0462\0463', 'укгх');

-- U+02BB after o and g, where it makes the letters oʻ and gʻ, and U+02BC for the tutuq after any other letter.
create or replace function naming.normalise(name text) returns text
    language sql immutable parallel safe strict
    return regexp_replace(regexp_replace(name,
        U&'([OoGg])[''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]+', U&'\\1\02BB', 'g'),
        U&'([A-FH-NP-Za-fh-np-z\00C0-\024F\0400-\04FF])[''`\00B4\02B9\02BB-\02BD\02C8\02CA\02CB\2018\2019\201B\2032\FF07]+',
        U&'\\1\02BC', 'g');

-- The name of a person is Latin: shared/person_names.py writes it so, and nothing else is stored. What stands there from
-- before stays until the name itself is changed; the check of the server counts it.
create or replace function naming.require_latin() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.refuse(
        '“{name}” has letters that are not Latin. Write the name in Latin, as the passport has it.',
        jsonb_build_object('name', concat_ws(' ', new.surname, new.given_name, new.patronymic)));
    return new;
end $$;
