"""Comparing policies with the law in force: chosen from the catalogue, or drafted here value by value.

state.py       what is asked, in the address
reading.py     the address and the form read
bodies.py      what `/v1` is asked for it
mistakes.py    what is refused, at the field that it is of
law_rows.py    provisions: found, and shown beside their new values
results.py     what jobs gave, as the charts of reports need it
charts.py      the charts and tables of each part, with the addresses of their files
views.py       the page and its parts
exports.py     the files
"""

from . import exports, views

__all__ = ["exports", "views"]
