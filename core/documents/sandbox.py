"""What a template may do: print fields, filter them, repeat, decide. No calls, no arithmetic, no way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.documents.filters import filters


class Record(dict[str, Any]):
    """A dict that knows its place among the fields, so that an unknown field can be named in full."""

    def __init__(self, values: Mapping[str, Any], place: str) -> None:
        super().__init__(values)
        self._place = place


class UnknownField(StrictUndefined):
    """A field that does not exist: its message is its full name."""

    @property
    def _undefined_message(self) -> str:
        place = getattr(self._undefined_obj, "_place", "")
        return f"{place}.{self._undefined_name}" if place else str(self._undefined_name)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with everything taken away that a document does not need."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, language: str, currency: str) -> None:
        super().__init__(autoescape=True, undefined=UnknownField, loader=DictLoader({}))
        self.globals.clear()
        self.filters = filters(language, currency)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002  nothing is safe to call, whatever it is
        """No method and no function is called from a template."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002  none is allowed
        """Amounts are worked out by the core alone, so that a document cannot disagree with its record."""
        raise SecurityError(operator)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, never a method of the dict that holds it."""
        if isinstance(obj, Record):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`customer["name"]` is `customer.name`."""
        if isinstance(obj, Record) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


def placed(value: Any, place: str = "") -> Any:
    """The fields with each record knowing its place."""
    if isinstance(value, dict):
        return Record({key: placed(item, f"{place}.{key}" if place else key) for key, item in value.items()}, place)
    if isinstance(value, list):
        return [placed(item, place) for item in value]
    return value
