"""The cash programmes of the law in force of 2026, written out a second time by hand.

A yardstick and an oracle, never a source of law: `variables/` and `parameters/` alone say what the law
is. How fast the engine is, is told against these; that all give the same amounts, `test_restated.py` says.

- `parameters.py`: the numbers that the rules read, taken from a policy's system once a month.
- `inputs.py`: the columns that they read; what a population has no column for is the law's default.
- `whole_array.py`: the rule of every programme as numpy over everybody at once.
- `fused.py`: the same in one compiled pass over each household's members, two threads.
- `shortcut.py`: numpy that leaves out what its author knows that these data cannot meet; for information.

All give JOD of the month for each programme of `law/programmes.yaml` and each family, as `Evaluation.month` does.
`rules.py` lists the programmes. What is no input is worked out by its rule alone and cannot be given as a column
(the category of recurring aid, the need after an emergency, the loss of a dwelling), but for the last wage of
social security, which must be a column where there are insured events.
"""
