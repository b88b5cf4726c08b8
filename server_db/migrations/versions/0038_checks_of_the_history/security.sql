-- A receipt bears the login of the session and is written by its function alone.
alter table security.receipt drop constraint receipt_login_length_check;
alter table security.receipt drop constraint receipt_login_trimmed_check;
