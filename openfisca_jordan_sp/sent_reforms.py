"""Reforms as they are sent to another process: their content, and the text of their Python."""

from __future__ import annotations

import linecache
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from openfisca_jordan_sp.errors import InvalidReformError, Problem, Text
from openfisca_jordan_sp.reform import Reform, ReformCode, code_of


@dataclass(frozen=True)
class SentReform:
    """A reform without its Python, and the text of that file.

    Attributes:
        reform: all but the code.
        module: the name under which its file was imported; empty where there is none.
        source: of that file.
    """

    reform: Reform
    module: str
    source: str

    @classmethod
    def of(cls, reform: Reform) -> SentReform:
        """What is sent of a reform.

        Raises:
            InvalidReformError: it has Python code that stands in no file.
        """
        code = reform.code
        owners = {each.__module__ for each in (*code.variables, *((code.values,) if code.values else ()))}
        if not owners:
            return cls(reform, "", "")
        module = owners.pop()
        source = _SOURCES.get(module) or _source_of(module)
        if owners or source is None:
            message = Text("must be in one file to be sent to workers.", "يجب أن يكون في ملف واحد ليُرسل إلى العمال.")
            raise InvalidReformError(reform.id, [Problem("unsendable_python", "python", message)])
        return cls(replace(reform, code=ReformCode()), module, source)

    def built(self) -> Reform:
        """The reform with its code."""
        if not self.module:
            return self.reform
        _SOURCES[self.module] = self.source
        module, file = ModuleType(self.module), f"<{self.module}>"
        # So that whoever reads the text of a formula finds it, as he does of a file.
        linecache.cache[file] = len(self.source), None, self.source.splitlines(keepends=True), file
        exec(compile(self.source, file, "exec"), module.__dict__)  # noqa: S102 - the user's own reform
        sys.modules.setdefault(self.module, module)
        return replace(self.reform, code=code_of(module))


#: The text of modules that came from another process, to be sent on.
_SOURCES: dict[str, str] = {}


def _source_of(module: str) -> str | None:
    """The text of the file that a module was imported from."""
    file = getattr(sys.modules.get(module), "__file__", None)
    return None if file is None else Path(file).read_text(encoding="utf-8")


def sent(reforms: Sequence[Reform]) -> bytes:
    """The content of some reforms, to be sent.

    Raises:
        InvalidReformError: one has Python code that stands in no file.
    """
    return pickle.dumps(tuple(SentReform.of(reform) for reform in reforms))


def arrived(content: bytes) -> tuple[Reform, ...]:
    """The reforms of some content, which must come from one who may run code here."""
    received: tuple[SentReform, ...] = pickle.loads(content)  # noqa: S301 - see above
    return tuple(each.built() for each in received)
