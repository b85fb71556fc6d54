"""The law: found in either language, browsed by instrument, article and pillar; values with their history and sources.

Every page takes `?date=YYYY-MM-DD`, today where it is left out, and its links keep it.

    /law                      search, instruments, pillars
    /law/instruments/<folder> /law/articles/<folder>/<article> /law/pillars/<pillar>
    /law/values               the values, chosen by instrument, pillar and how they are known
    /law/values/<path>        one value or a folder of them, with its history
    /law/rules/<name>         a rule or a fact: what it reads, what reads it
    /law/unverified /law/coverage
"""

from __future__ import annotations

from . import coverage, front, instruments, rules, unverified, values

__all__ = ["coverage", "front", "instruments", "rules", "unverified", "values"]
