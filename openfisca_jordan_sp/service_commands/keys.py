"""`jordan-sp keys`: who may ask the service."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import click

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.service_commands.opening import database_option, opened
from openfisca_jordan_sp.service_commands.times import coming, shown, span
from openfisca_jordan_sp.writing_options import writing_of, writing_options

if TYPE_CHECKING:
    from openfisca_jordan_sp.api.guards.issuing import Issued
    from openfisca_jordan_sp.api.store.keys import StoredKey

_STATES = {
    "valid": Text("valid", "صالح"),
    "expired": Text("expired", "منته"),
    "revoked": Text("revoked", "مسحوب"),
}
_ONCE = Text(
    "The key is shown this once and stored nowhere: keep it where secrets are kept.",
    "يُعرض المفتاح هذه المرة فقط ولا يُخزن في أي مكان: احفظه حيث تُحفظ الأسرار.",
)
_NONE = Text("There are no keys.", "لا توجد مفاتيح.")


@click.group()
def keys() -> None:
    """Make, list, rotate and withdraw the keys of those who may ask the service."""


@keys.command()
@click.option("--name", required=True, help="Whose key it is, for people.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    help="What it may do: calculate, compare, policies, law, metrics, or * for all. Repeat it for several.",
)
@click.option(
    "--expires", metavar="DAY|SPAN", help="Its last day (2027-01-31), or in how long it ends (90d); else never."
)
@click.option("--rate", default="", metavar="RATE", help="Of its own, such as 600/minute; else the service's.")
@database_option
@writing_options
@click.pass_context
def create(
    ctx: click.Context,
    /,
    name: str,
    scopes: tuple[str, ...],
    expires: str | None,
    rate: str,
    database: str | None,
) -> None:
    """Make a key and print it, this once.

    The key alone goes to the standard output, what is said of it to the standard error.
    """
    end = coming(expires, "expires") if expires is not None else None
    with opened(database, may_be_new=True) as store:
        from openfisca_jordan_sp.api.guards.issuing import create_key  # noqa: PLC0415 - loads the service

        _print(ctx, create_key(store, name, scopes, expires=end, rate=rate))


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@writing_options
@click.pass_context
def list_keys(ctx: click.Context, /, as_json: bool, database: str | None) -> None:
    """List the keys, never their secrets."""
    with opened(database) as store:
        from openfisca_jordan_sp.api.store.keys import all_keys  # noqa: PLC0415

        found = all_keys(store)
    if as_json:
        click.echo(json.dumps([_data(key) for key in found], ensure_ascii=False, indent=2))
        return
    writing = writing_of(ctx)
    for key in found:
        click.echo(writing.line(writing.of(_said(key))))
    if not found:
        click.echo(writing.line(writing.of(_NONE)))


@keys.command()
@click.argument("key_id", metavar="ID")
@click.option("--overlap", default="24h", show_default=True, help="For how long the present secret is still taken.")
@database_option
@writing_options
@click.pass_context
def rotate(ctx: click.Context, /, key_id: str, overlap: str, database: str | None) -> None:
    """Give the key ID another secret and print it, this once."""
    seconds = span(overlap, "overlap")
    with opened(database) as store:
        from openfisca_jordan_sp.api.guards.issuing import rotate as rotated  # noqa: PLC0415

        _print(ctx, rotated(store, key_id, seconds))


@keys.command()
@click.argument("key_id", metavar="ID")
@database_option
@writing_options
@click.pass_context
def revoke(ctx: click.Context, /, key_id: str, database: str | None) -> None:
    """Withdraw the key ID: within five seconds every process of the service refuses it."""
    with opened(database) as store:
        from openfisca_jordan_sp.api.guards.issuing import revoke as revoked  # noqa: PLC0415

        key = revoked(store, key_id)
    writing = writing_of(ctx)
    click.echo(writing.line(writing.of(_said(key))))


def _print(ctx: click.Context, issued: Issued) -> None:
    writing = writing_of(ctx)
    click.echo(issued.bearer)
    click.echo(writing.line(writing.of(_said(issued.key))), err=True)
    click.echo(writing.line(writing.of(_ONCE)), err=True)


def _said(key: StoredKey) -> Text:
    """A key in one line."""
    state, scopes = _STATES[key.state(time.time())], ", ".join(key.scopes)
    english = [f"{key.id}: {key.name}. {state.en}", f"scopes {scopes}"]
    arabic = [f"{key.id}: {key.name}. {state.ar}", f"الصلاحيات {scopes}"]
    if key.rate:
        english.append(f"rate {key.rate}")
        arabic.append(f"المعدل {key.rate}")
    if key.expires is not None:
        english.append(f"until {shown(key.expires)}")
        arabic.append(f"حتى {shown(key.expires)}")
    if key.previous_expires is not None and key.previous_expires > time.time():
        english.append(f"the secret before until {shown(key.previous_expires)}")
        arabic.append(f"والسر السابق حتى {shown(key.previous_expires)}")
    return Text("; ".join(english) + ".", "؛ ".join(arabic) + ".")


def _data(key: StoredKey) -> dict[str, object]:
    """A key as JSON has it, without digests."""
    times = {name: getattr(key, name) for name in ("created", "expires", "revoked", "previous_expires")}
    return {
        "id": key.id,
        "name": key.name,
        "state": key.state(time.time()),
        "scopes": list(key.scopes),
        "rate": key.rate,
        **{name: None if value is None else shown(value) for name, value in times.items()},
    }
