-- Triggers alone write the history, from what the server knows: nothing in it can be too long or empty.
alter table audit.change drop constraint change_login_length_check;
alter table audit.change drop constraint change_login_trimmed_check;
alter table audit.change drop constraint change_role_length_check;
alter table audit.change drop constraint change_role_trimmed_check;
alter table audit.change drop constraint change_transaction_length_check;
alter table audit.change drop constraint change_transaction_trimmed_check;
alter table audit.change drop constraint change_relation_length_check;
alter table audit.change drop constraint change_relation_trimmed_check;
alter table audit.change drop constraint change_action_length_check;
alter table audit.change drop constraint change_action_trimmed_check;
