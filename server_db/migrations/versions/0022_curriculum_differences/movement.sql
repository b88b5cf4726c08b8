ALTER TABLE movement.line ADD COLUMN schedule_id BIGINT;

CREATE INDEX line_schedule_id_idx ON movement.line (schedule_id);

ALTER TABLE movement.line ADD CONSTRAINT line_schedule_id_fkey FOREIGN KEY(schedule_id) REFERENCES grades.schedule (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Personal schedules are put into force by an order of type 19, which keeps the state of its students.
INSERT INTO movement.transition (act, order_type, from_status, to_status, moves, reasons, dated, asks_accounting) VALUES
    ('schedule', '19', '11', '11', NULL, NULL, false, false),
    ('schedule', '19', '15', '15', NULL, NULL, false, false);
INSERT INTO movement.series (order_type, suffix) VALUES ('19', '-T');
INSERT INTO movement.template (order_type, language, name, heading, preamble, body, closing) VALUES
    ('19', 'uz', 'Umumiy', 'Talabalarning shaxsiy jadvallarini tasdiqlash toʻgʻrisida', '{faculty} dekanatining bildirgisiga asosan,', E'BUYURAMAN:\n1. Ilovada koʻrsatilgan {count} nafar talabaning fanlarni oʻzlashtirish boʻyicha shaxsiy jadvallari {effective} dan tasdiqlansin.\n2. Dekanat va kafedralar shaxsiy jadvallar bajarilishini taʼminlasin.', 'Buyruq ijrosini nazorat qilish oʻquv ishlari boʻyicha prorektor zimmasiga yuklansin.'),
    ('19', 'oz', 'Умумий', 'Талабаларнинг шахсий жадвалларини тасдиқлаш тўғрисида', '{faculty} деканатининг билдиргисига асосан,', E'БУЮРАМАН:\n1. Иловада кўрсатилган {count} нафар талабанинг фанларни ўзлаштириш бўйича шахсий жадваллари {effective} дан тасдиқлансин.\n2. Деканат ва кафедралар шахсий жадваллар бажарилишини таъминласин.', 'Буйруқ ижросини назорат қилиш ўқув ишлари бўйича проректор зиммасига юклансин.'),
    ('19', 'ru', 'Общий', 'Об утверждении личных графиков студентов', 'На основании рапорта деканата {faculty}', E'ПРИКАЗЫВАЮ:\n1. Утвердить с {effective} личные графики освоения дисциплин студентов согласно приложению ({count} чел.).\n2. Деканату и кафедрам обеспечить выполнение личных графиков.', 'Контроль исполнения приказа возложить на проректора по учебной работе.');
