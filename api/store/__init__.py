"""The state of the service in a database: SQLite by default, PostgreSQL by its address.

`tables.py` says what is kept; `migrations/` brings a database up to it. Facts of persons are kept nowhere.
"""

from .database import Store

__all__ = ["Store"]
