-- The offices that keep the records import them.
grant execute on function imports.sought(text[]), imports.require_sought(bigint, text[]) to hemis_definer;
grant execute on function imports.take_turn(text), imports.ask_finding(text, text[]) to hemis_faculty, hemis_hr;
grant execute on function students.find_by_pinfl(bigint, text[]), students.allot_numbers(integer[], text[])
    to hemis_faculty;
grant execute on function employees.find_by_pinfl(bigint, text[]), employees.allot_numbers(integer) to hemis_hr;
