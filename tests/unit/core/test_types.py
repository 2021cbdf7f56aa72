"""Columns that keep figures exact and times in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from core.model.types import AMOUNT, UNIT_PRICE, Scaled, UtcDateTime

DIALECT = sqlite.dialect()


@given(st.decimals("-99999999999999", "99999999999999", places=4))
def test_a_price_comes_back_as_it_went(price: Decimal) -> None:
    stored = UNIT_PRICE.process_bind_param(price, DIALECT)
    assert UNIT_PRICE.process_result_value(stored, DIALECT) == price


def test_a_figure_with_too_many_places_is_refused_not_rounded() -> None:
    with pytest.raises(ValueError, match="more than 2 decimal places"):
        AMOUNT.process_bind_param(Decimal("1.005"), DIALECT)


def test_nothing_stays_nothing() -> None:
    assert Scaled(2).process_bind_param(None, DIALECT) is None
    assert Scaled(2).process_result_value(None, DIALECT) is None


def test_a_moment_is_kept_in_utc() -> None:
    paris = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert UtcDateTime().process_bind_param(paris, DIALECT) == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 7, 1, 12), DIALECT)  # noqa: DTZ001 - that is the point
