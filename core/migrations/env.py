"""Runs migrations on the connection that `Database.upgrade` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from core.model import Base


def as_stored(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write a column's stored type into a new migration, so that old migrations need no code of ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=as_stored,
)
with context.begin_transaction():
    context.run_migrations()
