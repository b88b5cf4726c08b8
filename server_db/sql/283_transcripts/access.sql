-- Transcripts and study cards are issued by the dean's office to its students and by the registrar to all; their windows count the
-- record under the reader's own rights.
grant execute on function grades.in_line(text), grades.line_of(grades.record), grades.transcript_lines(bigint), grades.transcript_sums(bigint)
    to hemis_faculty, hemis_registrar, hemis_definer;
grant execute on function grades.standing(bigint[]) to hemis_faculty, hemis_registrar, hemis_definer;
grant execute on function grades.paper_holders(text, bigint), grades.certificate_holders(bigint)
    to hemis_faculty, hemis_registrar;
grant execute on function grades.study_card(bigint) to hemis_faculty, hemis_registrar;
grant execute on function grades.facts_of(bigint[]), grades.study_lines_of(bigint), grades.study_orders_of(bigint),
    grades.transcript_facts(bigint[]), grades.study_card_facts(bigint[])
    to hemis_definer;
