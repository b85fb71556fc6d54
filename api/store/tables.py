"""What is kept: keys (hashed), policies, jobs and their results, idempotency keys, who asked what. No fact of a person.

A change here needs a revision in `migrations/versions/`; a test holds that the two agree.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Times are seconds since 1970 in universal time, so that both databases order and compare them alike.

#: Keys of callers; the secret itself is never stored.
keys = Table(
    "keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("secret_hash", String(64), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("rate", String(100), nullable=False, default=""),
    Column("created", Float, nullable=False),
    Column("expires", Float, nullable=True),
    Column("revoked", Float, nullable=True),
    # After a rotation the old secret is taken until its own end.
    Column("previous_hash", String(64), nullable=True),
    Column("previous_expires", Float, nullable=True),
)

#: Policies by the digest of their content: the same content is one row.
policies = Table(
    "policies",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("content", JSON, nullable=False),
    Column("created", Float, nullable=False),
    Column("created_by", String(16), nullable=False),
)

#: Work that goes on after the reply. `request` never holds facts of persons.
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("request", JSON, nullable=False),
    # The digest of kind, request and law: the same work is done once.
    Column("digest", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("progress", Float, nullable=False, default=0.0),
    Column("language", String(2), nullable=False),
    Column("created", Float, nullable=False),
    Column("created_by", String(16), nullable=False),
    Column("started", Float, nullable=True),
    Column("finished", Float, nullable=True),
    Column("attempts", Integer, nullable=False, default=0),
    # Who computes it, and until when nobody else takes it up.
    Column("owner", String(64), nullable=True),
    Column("lease", Float, nullable=True),
    Column("cancel_asked", Float, nullable=True),
    Column("error", JSON, nullable=True),
    Column("result", LargeBinary, nullable=True),
    Column("law_digest", String(16), nullable=False),
    Index("ix_jobs_state_created", "state", "created"),
    Index("ix_jobs_digest", "digest"),
    Index("ix_jobs_created_by_created", "created_by", "created"),
)

#: Processes that take up jobs, and when they last said so.
runners = Table(
    "runners",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("seen", Float, nullable=False),
    Column("about", JSON, nullable=False),
)

#: Idempotency keys: what was asked under them, by digest, and what came of it; never the body nor the reply.
idempotency = Table(
    "idempotency",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key_id", String(16), nullable=False),
    Column("idempotency_key", String(128), nullable=False),
    Column("operation", String(60), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("lease", Float, nullable=True),
    Column("created", Float, nullable=False),
    Column("expires", Float, nullable=False),
    Column("law_digest", String(16), nullable=False),
    # What a repeated request is answered with: the status and where the thing made stands.
    Column("outcome", JSON, nullable=True),
    UniqueConstraint("key_id", "idempotency_key"),
    Index("ix_idempotency_expires", "expires"),
)

#: Who asked what, when, and by which law it was answered.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("request_id", String(32), nullable=False),
    Column("time", Float, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("operation", String(60), nullable=False),
    Column("state", String(20), nullable=False),
    Column("status", Integer, nullable=True),
    Column("policies", JSON, nullable=False),
    Column("law_digest", String(16), nullable=False),
    Column("law_date", String(10), nullable=False),
    Column("package_version", String(40), nullable=False),
    Column("families", Integer, nullable=False, default=0),
    Column("persons", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
    Column("milliseconds", Float, nullable=True),
    Index("ix_audit_time", "time"),
    UniqueConstraint("request_id"),
)
