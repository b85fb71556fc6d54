"""What holds for every family in every month from January 2010 to December 2027.

`homes.py` draws the families, `rules.py` says what must hold (each rule returns what is wrong
with it, in words), `falls.py` what a raise may cost. The tests draw a few homes for each year
and ask every month of it; `make properties` draws many more (`PROPERTY_EXAMPLES`). That each
rule can fail at all is shown in `test_rules_notice.py`, under bills that break it.
"""
