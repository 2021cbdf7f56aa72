"""One attempt to do something, whether it is allowed or not: with what, chosen by hypothesis so that it can shrink."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.crm import Transaction
from core.model import User
from tests.machine.world import Key, World

QUANTITIES = st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5")]) | st.decimals("0.001", 20, places=3)
PRICES = st.sampled_from([Decimal("99.99"), Decimal(0)]) | st.decimals(0, 5000, places=4)
PERCENTS = st.sampled_from([Decimal(10), Decimal(0), Decimal(100)]) | st.decimals(0, 100, places=2)
AMOUNTS = st.sampled_from([Decimal("0.01"), Decimal(10)]) | st.decimals("0.01", 3000, places=2)
TYPED_PROBABILITY = Decimal(45)
WORDS = st.sampled_from(["too expensive", "cancelled", "Parce que"])


@dataclass(frozen=True)
class Attempt:
    """`world` is what was there before; a record is chosen from it and read in the transaction."""

    tx: Transaction
    draw: Callable[[st.SearchStrategy[Any]], Any]
    world: World

    def pick(self, *kinds: str, states: Collection[str] = ()) -> Any:
        """Some record of these kinds, mostly in one of these states; None where there is no record."""
        keys = sorted(self.world.of(*kinds))
        fit = [key for key in keys if self.world.records[key].get("state") in states] or keys
        return self.record(self.draw(st.sampled_from(self.mostly(fit, keys)))) if keys else None

    def another(self, record: Any, *kinds: str) -> Any:
        """Some record of these kinds; the same one only where there is no other."""
        others = [key for key in sorted(self.world.of(*kinds)) if key != (record.kind, record.id)]
        return self.record(self.draw(st.sampled_from(others))) if others else record

    def mostly(self, usual: list[Any], anything: list[Any]) -> list[Any]:
        """Usually of the first, sometimes of the second."""
        return anything if self.draw(st.integers(0, 7)) == 7 else usual

    def record(self, key: Key) -> Any:
        """The record as this transaction reads it."""
        return self.tx.record(*key)

    def maybe(self, strategy: st.SearchStrategy[Any]) -> Any:
        """Something, or nothing."""
        return self.draw(st.none() | strategy)

    def version(self, record: Any) -> int | None:
        """What the actor saw: mostly the record as it is, sometimes an older one."""
        seen = record.version
        return self.draw(st.sampled_from([None] * 4 + [seen] * 4 + [seen - 1]))

    def colleague(self) -> User:
        """Somebody who works here."""
        names = [row["id"] for row in self.world.tables["users"]]
        return self.tx.session.get_one(User, self.draw(st.sampled_from(names)))

    def quantities(self, record: Any) -> dict[int, Decimal] | None:
        """All, or some quantities of some lines, as whole or as odd as people type them."""
        whole = {line.position: line.quantity for line in record.lines}
        places = self.maybe(st.lists(st.sampled_from(sorted(whole)), unique=True, max_size=3)) if whole else None
        if places is None:
            return None
        return {place: self.draw(st.sampled_from([whole[place], whole[place] / 2]) | QUANTITIES) for place in places}
