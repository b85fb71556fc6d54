"""Work that goes on after the reply.

kinds.py        what can be asked: one function for each kind of job
results.py      what the functions give, as JSON
people.py       populations by their names, and which people those are
asking.py       a request becomes a job; the same work is done once
work.py         one job computed, wherever that is
runner.py       takes jobs up from the database and brings their results back: `jordan-sp jobs`
workers.py      the Dask workers that a runner computes with
told.py         problems as the database keeps them

The web service only reads and writes rows (`store/jobs.py`); it needs neither runner nor Dask to answer.
"""
