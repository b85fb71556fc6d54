"""How Alembic runs our revisions: on the connection that `Store.upgrade` gives."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
