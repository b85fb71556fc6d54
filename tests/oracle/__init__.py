"""The law worked out a second time: every cash programme and levy, one family after the other, in exact decimals.

Nothing here reads the rules or the parameters of the package: numbers are written
down again from the dossiers. What both agree on for many random families of many
years is neither a slip of arrays nor of a date.

To add a programme:

1. Write it from the dossier, before reading its formula, as a function of one plain
   family (or of one plain person, where the variable is of persons) and of the first
   day of the period, in `tests/oracle/<instrument>.py`. It returns a `Decimal`. Dated
   numbers stand in a `Series` at the top of the file; reading one before it begins, or
   where no source gives it, raises `MissingNumberError`, as the package then raises
   `UnsetParameterError`.
2. Name it in `PROGRAMMES` of `tests/oracle/programmes.py` under its id of
   `openfisca_jordan_sp/law/programmes.yaml`, a contribution or tax in `LEVIES` under its id
   of `levies.yaml`. A test fails while an id is without one. An amount that neither lists
   goes into `EXTRAS` under its variable.
3. Where its inputs have thresholds, give their scale in `tests/oracle/scales.py`: the
   values on both sides of each. Inputs without one are drawn by their type and unit,
   and every input of the law is drawn, new ones too.
4. Put the golden rows of its dossier into `tests/oracle/test_golden_rows.py`.
5. Where it changes at a date that `MONTHS` of `tests/oracle/test_agreement.py` does not
   hold, add the month before and the month from.

A family is a dictionary of its inputs, with `members`, `head`, `spouses`, `children`,
`dependants` (persons) and `household`; a person is one with `family` and `role`. Enums are the names of
their members, money is `Decimal`, an unknown score is `None`. An input that the law can
also derive (`naf_category`) is there only in some families: ask with `family.get`.
Incomes of the year before are under `last_year`. A rule that others ask for again and
again within a month is marked with `once`.

Where the two differ, the dossier tells which is wrong. Where it is silent, the choice that
the notes and docstrings of the law state is written here too, and says so.
"""
