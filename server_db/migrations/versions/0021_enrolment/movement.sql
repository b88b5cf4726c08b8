ALTER TABLE movement.line
    ADD COLUMN new_surname TEXT,
    ADD COLUMN new_given_name TEXT,
    ADD COLUMN new_patronymic TEXT,
    ADD COLUMN new_cyrillic_name TEXT,
    ADD COLUMN former_id BIGINT,
    ADD CONSTRAINT line_new_surname_length_check CHECK (length(new_surname) <= 64),
    ADD CONSTRAINT line_new_surname_trimmed_check CHECK (new_surname = btrim(new_surname) and new_surname <> ''),
    ADD CONSTRAINT line_new_given_name_length_check CHECK (length(new_given_name) <= 64),
    ADD CONSTRAINT line_new_given_name_trimmed_check CHECK (new_given_name = btrim(new_given_name) and new_given_name <> ''),
    ADD CONSTRAINT line_new_patronymic_length_check CHECK (length(new_patronymic) <= 64),
    ADD CONSTRAINT line_new_patronymic_trimmed_check CHECK (new_patronymic = btrim(new_patronymic) and new_patronymic <> ''),
    ADD CONSTRAINT line_new_cyrillic_name_length_check CHECK (length(new_cyrillic_name) <= 200),
    ADD CONSTRAINT line_new_cyrillic_name_trimmed_check CHECK (new_cyrillic_name = btrim(new_cyrillic_name) and new_cyrillic_name <> ''),
    ADD CONSTRAINT line_former_id_fkey FOREIGN KEY(former_id) REFERENCES students.former_name (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE INDEX line_former_id_idx ON movement.line (former_id);

-- The name of a student changes by an order, whatever the student's state.
INSERT INTO movement.transition (act, order_type, from_status, to_status, moves, reasons, dated, asks_accounting)
SELECT 'rename', '22', s, s, 'name', 'h_rename_reason', false, false FROM unnest('{11,12,13,14,15}'::text[]) s;
INSERT INTO movement.series (order_type, suffix) VALUES ('22', '-T');
INSERT INTO movement.template (order_type, language, name, heading, preamble, body, closing) VALUES
    ('22', 'uz', 'Umumiy', 'Familiya, ism yoki otasining ismini oʻzgartirish toʻgʻrisida', 'Talabalarning arizalari va taqdim etilgan hujjatlarga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaning familiyasi, ismi va otasining ismi {effective} dan ilovaga muvofiq yozilsin.\n2. Ilgari berilgan hujjatlar avvalgi familiya va ism bilan oʻz kuchida qoladi.', 'Buyruq ijrosini nazorat qilish {faculty} dekani zimmasiga yuklansin.'),
    ('22', 'oz', 'Умумий', 'Фамилия, исм ёки отасининг исмини ўзгартириш тўғрисида', 'Талабаларнинг аризалари ва тақдим этилган ҳужжатларга асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабанинг фамилияси, исми ва отасининг исми {effective} дан иловага мувофиқ ёзилсин.\n2. Илгари берилган ҳужжатлар аввалги фамилия ва исм билан ўз кучида қолади.', 'Буйруқ ижросини назорат қилиш {faculty} декани зиммасига юклансин.'),
    ('22', 'ru', 'Общий', 'Об изменении фамилии, имени или отчества', 'На основании заявлений студентов и представленных документов', E'ПРИКАЗЫВАЮ:\n1. Изменить с {effective} фамилии, имена и отчества студентов согласно приложению ({count}).\n2. Ранее выданные документы на прежнюю фамилию и имя остаются в силе.', 'Контроль за исполнением приказа возложить на декана ({faculty}).');
