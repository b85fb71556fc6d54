"""The cash programmes of the law in force of 2026, written out a second time by hand.

A yardstick and an oracle, never a source of law: `variables/` and `parameters/` alone say what the law
is. How fast the engine is, is told against these; that both give the same amounts, `test_restated.py` says.

- `parameters.py`: the numbers that the rules read, taken from a policy's system once a month.
- `whole_array.py`: the rules as numpy over the whole population at once.
- `fused.py`: the same in one compiled pass over each household's members, two threads.

Both give JOD of the month for each programme of `law/programmes.yaml` and each family, as
`Evaluation.month` does. `rules.py` says which programmes can pay nobody in a population, and why.
"""
