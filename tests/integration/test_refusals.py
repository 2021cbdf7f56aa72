"""Each refusal of the core: its sentence in French and English, and that nothing was changed. The rows are data."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import tests.refused
from core import errors
from core.actions import bill, create, credit, field_checks, guards, offer, way_out
from core.actions.promote import promote
from core.crm import Actor, Crm
from core.errors import IllegalMove, SalesError
from core.language import Language
from core.model import Promotion
from core.settings import load
from tests.factories import actor, make_lead
from tests.refusals import contents
from tests.refused import Refusal

ROOT = Path(__file__).parents[2]
AREAS = [importlib.import_module(f"tests.refused.{area.name}") for area in pkgutil.iter_modules(tests.refused.__path__)]
ROWS = [(area, refusal) for area in AREAS for refusal in area.REFUSALS]
NAMES = [f"{area.__name__.rpartition('.')[2]}: {refusal.tried}" for area, refusal in ROWS]

Stage = tuple[Crm, SimpleNamespace]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Callable[[ModuleType], Stage]]:
    """The company of an area with its records, made once: refusals leave them as they are."""
    with pytest.MonkeyPatch.context() as patch:

        @cache
        def of(area: ModuleType) -> Stage:
            home = tmp_path_factory.mktemp(area.__name__)
            shutil.copy(sqlite_template, home / "filon.sqlite")
            (home / "filon.toml").write_text(getattr(area, "TOML", ""), "utf-8")
            for name, value in getattr(area, "ENVIRONMENT", {}).items():
                patch.setenv(name, value)
            crm = Crm(load(home=home, config=home / "filon.toml"))
            return crm, SimpleNamespace(**area.scene(crm))

        yield of


@pytest.mark.parametrize(("area", "row"), ROWS, ids=NAMES)
def test_a_refusal_says_all_in_both_languages_and_changes_nothing(
    stage: Callable[[ModuleType], Stage], area: ModuleType, row: Refusal
) -> None:
    crm, records = stage(area)
    before = contents(crm)
    # What was written before the refusal would be committed here.
    with crm.transaction(_actor(records, row.by)) as tx, pytest.raises(row.error) as refusal:
        row.deed(tx, records)
    assert type(refusal.value) is row.error
    assert refusal.value.explain(Language("en")) == _written("en", row.english, records)
    assert refusal.value.explain(Language("fr")) == _written("fr", row.french.replace("~", "\u00a0"), records)
    assert contents(crm) == before


def _actor(records: SimpleNamespace, name: str) -> Actor:
    who = getattr(records, name) if name else None
    return who if isinstance(who, Actor) else actor(who)


def _written(code: str, sentence: str, records: SimpleNamespace) -> str:
    language = Language(code)
    values = {name: getattr(thing, "reference", thing) for name, thing in vars(records).items()}
    return re.sub(r"\{(\w+)\}", lambda name: language.write(values[name[1]]), sentence)


def test_a_promotion_that_came_first_is_not_made_again(any_crm: Crm) -> None:
    """The lock lets nobody come here; the key of the table does not either."""
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        tx.session.add(Promotion(lead_id=lead.id))
    before = contents(any_crm)
    with pytest.raises(IllegalMove) as refusal, any_crm.transaction(actor()) as tx:
        promote(tx, lead)
    assert refusal.value.explain(Language("en")) == "L-1 was promoted already."
    assert refusal.value.explain(Language("fr")) == "La promotion de L-1 est déjà faite."
    assert contents(any_crm) == before


# Refused at start, which tests/unit/core/test_settings.py has.
AT_START = {"Misconfigured"}
REFUSALS = {name for name, thing in vars(errors).items() if isinstance(thing, type) and issubclass(thing, SalesError)}
PLACES = ("actions/*.py", "cycle/*.py", "queries/*.py", "rights.py", "crm.py", "documents/paper.py")
# Sentences that are raised by a name.
TABLES: tuple[Any, ...] = (
    *(refusal for _, _, refusal in guards.GUARDS.values()),
    *(rule.refusal for rule in create.RULES.values()),
    *(way_out.READ_ONLY, way_out.FROZEN, way_out.NEVER_DELETED, way_out.PARTLY),
    *(bill.TOO_MUCH, credit.TOO_MUCH, offer.NEEDS, field_checks.DECIMAL, field_checks.WHOLE),
)


def test_each_refusal_of_the_core_has_a_row() -> None:
    said = [refusal.english for _, refusal in ROWS]
    unsaid = {sentence for sentence in (*_raised(), *TABLES) if not any(_fits(sentence, words) for words in said)}
    # Tested above.
    assert unsaid == {"{reference} was promoted already."}


def _raised() -> Iterator[str]:
    """The sentences that the core raises where they stand."""
    files = (path for place in PLACES for path in (ROOT / "core").glob(place))
    for node in (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        is_refusal = isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS - AT_START
        if is_refusal and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def _fits(sentence: str, words: str) -> bool:
    parts = [re.escape(part) for part in re.split(r"\{\w+\}", sentence)]
    return re.fullmatch(".+".join(parts), words) is not None
