-- Comparisons of a demonstration: whoever waits to be transferred or reinstated at a faculty, one being compared and one decided.
select 1;
