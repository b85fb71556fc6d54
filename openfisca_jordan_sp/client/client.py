"""The client: every route of `/v1` by a method, or any operation of the contract by its id."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from openfisca_jordan_sp.client.batches import BatchLines, batch_lines, batch_table
from openfisca_jordan_sp.client.calls import JSON, Answer, Call, Connection, to_json
from openfisca_jordan_sp.client.errors import ClientError
from openfisca_jordan_sp.client.jobs import JobRoutes
from openfisca_jordan_sp.client.routes import (
    CaseRoutes,
    Data,
    LawRoutes,
    PolicyRoutes,
    PopulationRoutes,
    ReformRoutes,
    given,
    situation_request,
    v1,
)
from openfisca_jordan_sp.errors import Text

if TYPE_CHECKING:
    import httpx

    from openfisca_jordan_sp.client.batches import Table

_METHODS = ("get", "post", "put", "patch", "delete")
_PART = re.compile(r"{(\w+)}")


class Client:
    """A service of calculation.

    Args:
        base_url: where it is, as `https://service.example`.
        key: made by `jordan-sp keys create`; None where the service asks for none.
        language: of messages, `en` or `ar`.
        timeout: seconds within which each part of a reply must come.
        retries: how often a call is sent again where that may help; it bears the same idempotency key each time.
        most_wait: seconds; where the service asks to wait longer, the error says so at once.
        transport: of httpx, for tests and for proxies.
        sleep: what waits.

    Attributes:
        law: the law, public.
        reforms: the catalogue, and drafts.
        policies: stored ones.
        populations: that may be named.
        cases: the case families.
        jobs: of this key.

    Raises:
        ClientError: an address or a key that cannot be one, or httpx is not installed.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        language: str = "en",
        *,
        timeout: float = 60.0,
        retries: int = 4,
        most_wait: float = 60.0,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        _check(base_url, key, language)
        self.connection = Connection(
            base_url,
            key,
            language,
            timeout=timeout,
            retries=retries,
            most_wait=most_wait,
            transport=transport,
            sleep=sleep,
        )
        self.law = LawRoutes(self.connection)
        self.reforms = ReformRoutes(self.connection)
        self.policies = PolicyRoutes(self.connection)
        self.populations = PopulationRoutes(self.connection)
        self.cases = CaseRoutes(self.connection)
        self.jobs = JobRoutes(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.connection.close()

    @cached_property
    def contract(self) -> Data:
        """The OpenAPI document of the service, asked for once."""
        found: Data = self.connection.ask("GET", v1("openapi.json")).body
        return found

    def call(
        self,
        operation_id: str,
        *,
        body: Any = None,
        content: bytes | None = None,
        media_type: str = JSON,
        accept: str = f"{JSON}, application/problem+json",
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        **path: str,
    ) -> Answer:
        """Call any operation of the contract.

        Args:
            operation_id: as the contract has it.
            body: of JSON.
            content: bytes in its place, of `media_type`.
            media_type: of the content.
            accept: the form of the reply.
            query: by name.
            headers: beside the usual ones.
            path: the parts of the address by name.

        Raises:
            ClientError: the contract has no such operation, or a part of its address is missing.
        """
        method, address = self._operation(operation_id, path)
        sent = content if body is None else to_json(body)
        call = Call(method, address, query or {}, sent, media_type, accept, headers or {})
        return self.connection.answer(call)

    def _operation(self, operation_id: str, given_parts: Mapping[str, str]) -> tuple[str, str]:
        known = {
            item[method]["operationId"]: (method.upper(), path)
            for path, item in self.contract["paths"].items()
            for method in _METHODS
            if method in item
        }
        if operation_id not in known:
            near = ", ".join(get_close_matches(operation_id, known, n=3))
            hint = Text(f"Nearest: {near}.", f"الأقرب: {near}.") if near else Text("", "")
            message = Text(f"There is no operation {operation_id}.", f"لا توجد عملية باسم {operation_id}.")
            raise ClientError(message, path="operation_id", hint=hint)
        method, path = known[operation_id]
        wrong = set(_PART.findall(path)) ^ given_parts.keys()
        if wrong:
            names = ", ".join(sorted(wrong))
            message = Text(f"The address {path} does not fit: {names}.", f"العنوان {path} لا يطابق: {names}.")
            raise ClientError(message, path="path")
        return method, _PART.sub(lambda found: quote(given_parts[found[1]], safe=""), path)

    def calculate(self, situation: Mapping[str, Any]) -> Data:
        """OpenFisca's `/calculate`: what the situation asks for with null, filled in."""
        found: Data = self.connection.ask("POST", "/calculate", dict(situation)).body
        return found

    def compare(
        self,
        *policies: Any,
        period: str,
        families: Mapping[str, Any] | None = None,
        population: str | None = None,
        wait: bool = True,
        on_progress: Callable[[float], None] | None = None,
        **more: Any,
    ) -> Data:
        """Policies beside the law in force, for families or for a named population.

        Args:
            policies: each an id, a bill, or a list of both.
            period: a month.
            families: situations by id.
            population: its name; the work is a job.
            wait: whether to wait for a job; else what the service told of it is given.
            on_progress: told how far the job is.
            more: other fields of the request.
        """
        body = given(families=families, population=population, period=period, **more) | {"policies": list(policies)}
        answer = self.connection.ask("POST", v1("compare"), body)
        return self.jobs.of_answer(answer, on_progress) if wait else dict(answer.body)

    def explain(self, situation: Mapping[str, Any], variable: str, period: str, **more: Any) -> Data:
        """How a result came about; `of`, `policy`, `against`, `changes` as the contract has them."""
        return self._ask("explain", situation_request(situation, variable=variable, period=period, **more))

    def vary(self, situation: Mapping[str, Any], over: Mapping[str, Any], period: str, **more: Any) -> Data:
        """One household along an input; `policies` and `outputs` as the contract has them."""
        return self._ask("vary", situation_request(situation, over=over, period=period, **more))

    def questions(self, situation: Mapping[str, Any], period: str, **more: Any) -> Data:
        """Which facts can still change results, and why the others cannot.

        Args:
            situation: what is known of a household.
            period: a month.
            more: `programmes`, `outputs` and `policies` as the contract has them.
        """
        return self._ask("questions", situation_request(situation, period=period, **more))

    def check_registry(self, families: Mapping[str, Any], period: str, **more: Any) -> Data:
        """Overlaps of programmes and ids that stand twice, in families of a registry."""
        return self._ask("registry/check", {"families": dict(families), "period": period, **given(**more)})

    def recalculate(self, decision: Mapping[str, Any], corrected: Mapping[str, Any], **more: Any) -> Data:
        """An appeal: the decision as taken, the corrected facts, what changes and why."""
        return self._ask("appeals/recalculate", {"decision": decision, "corrected": corrected, **given(**more)})

    def batch(
        self,
        families: Mapping[str, Any] | Iterable[tuple[str, Any]],
        *,
        period: str,
        outputs: Iterable[str] | None = None,
        policy: Any = None,
        idempotency_key: str | None = None,
    ) -> BatchLines:
        """Many families: what comes of each, as it arrives.

        Raises while it is gone through, not here; see `BatchLines`.
        """
        headers = _key_header(idempotency_key)
        return batch_lines(self.connection, families, period=period, outputs=outputs, policy=policy, headers=headers)

    def batch_table(
        self,
        table: Table,
        *,
        period: str,
        outputs: Iterable[str] | None = None,
        policy: Any = None,
        idempotency_key: str | None = None,
    ) -> Table:
        """Many families as a table of persons, of Arrow or pandas; the results as a table of the same kind.

        A policy that is no id is stored first, as a table has no place for it.
        """
        if policy is not None and not isinstance(policy, str):
            policy = self.policies.store(policy)["id"]
        headers = _key_header(idempotency_key)
        return batch_table(self.connection, table, period=period, outputs=outputs, policy=policy, headers=headers)

    def _ask(self, address: str, body: Data) -> Data:
        found: Data = self.connection.ask("POST", v1(*address.split("/")), body).body
        return found


def _key_header(idempotency_key: str | None) -> dict[str, str]:
    return {} if idempotency_key is None else {"Idempotency-Key": idempotency_key}


def _check(base_url: str, key: str | None, language: str) -> None:
    if not base_url.startswith(("http://", "https://")):
        message = Text(
            "The address must begin with https:// or http://.", "يجب أن يبدأ العنوان بـ https:// أو http://."
        )
        raise ClientError(message, path="base_url")
    if key is not None and not re.fullmatch(r"[!-~]+", key):
        message = Text("The key has characters that no key has.", "في المفتاح حروف لا ترد في المفاتيح.")
        raise ClientError(message, path="key")
    if language not in {"en", "ar"}:
        raise ClientError(Text("The language is en or ar.", "اللغة en أو ar."), path="language")
