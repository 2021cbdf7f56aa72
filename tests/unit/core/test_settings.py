"""Settings are read once and fail with the name of what is wrong."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from core.cycle import build
from core.errors import Misconfigured
from core.language import Language
from core.settings import Configuration, load
from filon import main

EXAMPLE = Path(__file__).parents[3] / "filon.example.toml"


def configured(folder: Path, text: str) -> Path:
    path = folder / "filon.toml"
    path.write_text(text)
    return path


def test_everything_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert settings.cycle.kinds == ("lead", "opportunity", "quote", "order", "invoice")
    assert settings.database.endswith("/var/filon.sqlite")


def test_the_file_adapts_the_cycle(tmp_path: Path) -> None:
    text = '[cycle.order]\nmode = "off"\n[cycle.opportunity]\nstages = [{name = "talk", probability = 5}]\n'
    settings = load(config=configured(tmp_path, text))
    assert settings.cycle.kinds == ("lead", "opportunity", "quote", "invoice")
    assert settings.cycle.step("opportunity").open_states == ("talk",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[company\n", "is no valid TOML"),
        ("[compagny]\nname = 'x'\n", "compagny is wrong"),
        ("[cycle.order]\nmode = 'sometimes'\n", "cycle.order.mode is wrong"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Misconfigured, match=complaint):
        load(config=configured(tmp_path, text))


STAGES = "[cycle.opportunity]\nstages = [\n    {{name = '{}', probability = {}}},\n]\n"
RATE = "[[vat.rates]]\nrate = {}\n[[vat.rates]]\nrate = 20\nvalid_to = {}\n"
RULE = "[[assignment]]\nto = ['U0CAMILLE']\n[[assignment]]\nwhen = {{{} = 'x'}}\nto = [{}]\n"
HOOK = "[intake.hooks.site]\nsource = 'tally'\nsecrets = ['env:ERP_SECRET']\n[intake.hooks.site.fields]\n"
LEGAL = "[[legal]]\non = ['invoice']\nwhen = '{}'\nvalid_from = {}\nvalid_to = 2026-01-01\nfr = 'x'\nen = 'x'\n"
# What cannot work, the line of the file that the refusal names, and how it begins after that.
MISTAKES = {
    "no stage": ("[cycle.opportunity]\nstages = []\n", 2, "[cycle.opportunity] stages is empty"),
    "a stage that ends": (STAGES.format("won", 50), 2, "[cycle.opportunity] stages: won is no stage"),
    "a stage without a name": (STAGES.format(" ", 50), 2, "[cycle.opportunity] stages holds one without a name"),
    "a stage above certainty": (STAGES.format("talk", 101), 2, "[cycle.opportunity] stages: the probability of talk"),
    "a mode of other steps": ("[cycle.quote]\n\nmode = 'mirror'\n", 3, "[cycle.quote] mode = mirror cannot work"),
    "an order of nothing": (
        "[cycle]\nquote.mode = 'off'\n",
        2,
        "[cycle.quote] mode is off but orders, made from quotes, are on",
    ),
    "a reason twice": ("[cycle.lead]\nreasons = ['a', 'a']\n", 2, "[cycle.lead] reasons names a twice"),
    "the reason that is there": ("[cycle.lead]\nreasons = ['other']\n", 2, "[cycle.lead] reasons names other twice"),
    "an empty reason": ("[cycle.lead]\nreasons = ['']\n", 2, "[cycle.lead] reasons holds an empty one"),
    "a state that is none": (
        "[cycle.quote.required]\nsend = ['subject']\n",
        2,
        "[cycle.quote.required] send is no state into which people move a record. There are: sent, accepted",
    ),
    "a state that nobody moves to": (
        "[cycle.quote]\nmode = 'own'\n[cycle.quote.required]\nexpired = ['subject']\n",
        4,
        "[cycle.quote.required] expired is no state",
    ),
    "a field that is none": (
        "[cycle.quote.required]\nsent = ['colour']\n",
        2,
        "[cycle.quote.required] sent names the field colour, which is none. There are: account, contact,",
    ),
    "a field that Filon fills": ("[cycle.quote.required]\nsent = ['number']\n", 2, "[cycle.quote.required] sent names"),
    "a state of theirs that is none of ours": (
        "[cycle.order]\nmode = 'mirror'\n[cycle.order.states]\n'Livré' = 'delivered'\n",
        4,
        "[cycle.order.states] Livré means delivered, which is no state of ours. There are: draft, confirmed",
    ),
    "a format without a number": (
        "[numbers]\nquote = 'DV'\ninvoice = 'F{year}'\n",
        3,
        "[numbers] invoice = F{year} is no format",
    ),
    "a format with a space": ("[numbers]\norder = 'B {number}'\n", 2, "[numbers] order = B {number} is no format"),
    "a format that is too long": (f"[numbers]\nquote = '{'D' * 25}'\n", 2, "[numbers] quote gives numbers like"),
    "one series for two": (
        "[numbers]\ninvoice = 'F{year}-{number}'\ncredit_note = 'f-{year}-{number:05}'\n",
        3,
        "[numbers] credit_note gives the same numbers as invoice",
    ),
    "the reference of a lead": (
        "[numbers]\norder = 'L{number}'\n",
        2,
        "[numbers] order gives numbers that look like L-1",
    ),
    "a rate above 100": (RATE.format(120, "9999-12-31"), 1, "[vat] rates: 120 % is not between 0 and 100"),
    "a rate that ends first": (
        "[[vat.rates]]\nrate = 20\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01\n",
        1,
        "[vat] rates: the rate of 20 %",
    ),
    "no rate in force": (
        "[vat]\nrates = [{rate = 20, valid_to = 2000-01-01}]\n",
        2,
        "[vat] rates: none is in force today",
    ),
    "a usual rate that is none": ("[quote]\nvat_rate = 19\n", 2, "[quote] vat_rate: 19 % is not among the rates"),
    "a limit above 100": ("[quote]\ndiscount_limit = 150\n", 2, "[quote] discount_limit = 150 cannot work"),
    "days that go back": ("[quote]\nvalidity_days = -1\n", 2, "[quote] validity_days cannot be less than 0"),
    "a zone that is none": ("[company]\ntimezone = 'Mars/Olympus'\n", 2, "[company] timezone = Mars/Olympus is none"),
    "a currency that is none": ("[company]\ncurrency = 'EURO'\n", 2, "[company] currency = EURO is none"),
    "a rule about nothing": (
        RULE.format("colour", "'U0NADIA'"),
        3,
        "[[assignment]] 1 names the field colour, which is none",
    ),
    "a rule for nobody": (RULE.format("country", ""), 3, "[[assignment]] 1 has an empty to"),
    "a rule for a name": (RULE.format("country", "'@nadia'"), 3, "[[assignment]] 1 names @nadia, which is no Slack id"),
    "a situation that is none": (LEGAL.format("raining", "2026-01-01"), 1, "[[legal]] 0 holds when raining"),
    "a text that ends first": (LEGAL.format("business", "2026-02-01"), 1, "[[legal]] 0 ends before it begins"),
    "a form tool that is none": (
        "[intake.hooks.site]\nsource = 'telex'\nsecrets = ['env:ERP_SECRET']\n",
        2,
        "[intake.hooks.site] source = telex is none that is known. There are: calcom, ",
    ),
    "a door without a lock": (
        "[intake.hooks.site]\nsource = 'tally'\nsecrets = []\n",
        3,
        "[intake.hooks.site] secrets is empty",
    ),
    "a secret that is not set": (
        "[intake.hooks.site]\nsource = 'tally'\nsecrets = ['env:NOWHERE']\n",
        3,
        "[intake.hooks.site] secrets names env:NOWHERE, which is not set",
    ),
    "a secret in the file": (
        "[intake.hooks.site]\nsource = 'tally'\nsecrets = ['hunter2']\n",
        3,
        "[intake.hooks.site] secrets names env:?, which is not set",
    ),
    "an address that can be guessed": (
        "[intake.hooks.site]\nsource = 'jotform'\nsecrets = ['env:SHORT_SECRET']\n",
        3,
        "[intake.hooks.site] secrets: a secret in an address needs at least 22 characters",
    ),
    "a key that is none": (
        "[intake.hooks.site]\nsource = 'standard-webhooks'\nsecrets = ['env:SHORT_SECRET']\n",
        1,
        "[intake.hooks.site] secret must name a secret that begins with whsec_",
    ),
    "a tool that cannot be asked": (
        "[intake.hooks.ads]\nsource = 'meta'\nsecrets = ['env:ERP_SECRET']\n",
        1,
        "[intake.hooks.ads] access_token names env:?, which is not set",
    ),
    "a rule for no field": (
        HOOK + "email = ['key:a']\ncolour = ['key:b']\n",
        6,
        "[intake.hooks.site.fields] colour is no field of a lead",
    ),
    "a rule that is none": (
        HOOK + "email = ['question_1']\n",
        5,
        "[intake.hooks.site.fields] email: question_1 is no rule",
    ),
    "an expression that is none": (
        HOOK + "email = ['key:a', 'label:e-(mail']\n",
        5,
        "[intake.hooks.site.fields] email: label:e-(mail is no rule",
    ),
    "a rule for a consent that is none": (
        HOOK + "consent.marketing = {match = ['tick'], text = 'v3'}\n",
        5,
        "[intake.hooks.site.fields] consent.marketing: tick is no rule",
    ),
    "a limit that is none": ("[intake.limits]\nvisitor = 'a few'\n", 2, "[intake.limits] visitor = a few is no limit"),
    "a second opt-in without mails": ("[consent]\ndouble_opt_in = true\n", 2, "[consent] double_opt_in sends mails"),
    "a link for no day": ("[consent]\ndays = 0\n", 2, "[consent] days cannot be less than 1"),
    "a source that is none": ("[retention]\nfiles = 30\n", 2, "[retention] files is no source of leads"),
    "a retention of no day": ("[retention]\nfile = 0\n", 2, "[retention] file cannot be less than 1 day"),
    "less than no proxy": ("[intake]\nproxies = -1\n", 2, "[intake] proxies cannot be less than 0"),
    "a word that is none": ("[cycle.order]\nmode = 'sometimes'\n", 2, "cycle.order.mode is wrong"),
    "a setting that is none": ("[quote]\nvalidity = 30\n", 2, "quote.validity is wrong: there is no such setting"),
    "a word among several": (
        "[[vat.rates]]\nrate = 20\n[[vat.rates]]\nrate = 'much'\n",
        4,
        "vat.rates.1.rate is wrong",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_cannot_work_is_refused_at_start_with_its_line(
    tmp_path: Path, mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHORT_SECRET", "short")
    text, line, complaint = MISTAKES[mistake]
    path = configured(tmp_path, text)
    with pytest.raises(Misconfigured) as refusal:
        load(config=path)
    assert str(refusal.value).startswith(f"{path}, line {line}: {complaint}")
    assert refusal.value.explain(Language("fr")).startswith(f"{path}, line {line}: ")


def test_the_doctor_and_every_process_say_what_is_wrong_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = configured(tmp_path, "[quote]\ndiscount_limit = 150\n")
    monkeypatch.setenv("FILON_CONFIG", str(path))
    for command in (["doctor"], ["web"], ["bot"], ["worker"], ["db", "upgrade"], ["cycle", "show"]):
        answer = CliRunner().invoke(main, command)
        assert answer.exit_code == 1
        assert f"{path}, line 2: [quote] discount_limit = 150 cannot work" in answer.output


def test_a_company_without_vat_needs_the_rate_0_alone(tmp_path: Path) -> None:
    text = "[company]\nvat_scheme = 'franchise'\n[vat]\nrates = [{rate = 0}]\n"
    assert load(config=configured(tmp_path, text)).configuration.vat.on(date(2026, 1, 1)) == (0,)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        load(config=tmp_path / "absent.toml")


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = load(home=tmp_path).secret
    assert load(home=tmp_path).secret == first
    assert len(first) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_secret_in_the_file_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(config=configured(tmp_path, '[intake]\napi_tokens = ["hunter2"]\n'))
    with pytest.raises(Misconfigured, match="env:NAME"):
        _ = settings.api_tokens
    monkeypatch.setenv("FILON_API_TOKEN", "from-the-environment")
    settings = load(config=configured(tmp_path, '[intake]\napi_tokens = ["env:FILON_API_TOKEN"]\n'))
    assert settings.api_tokens == {"from-the-environment"}


def test_a_postgresql_url_of_any_platform_is_understood() -> None:
    assert load(database_url="postgresql://u:p@h/d").database == "postgresql+psycopg://u:p@h/d"


def test_the_example_file_says_what_holds_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = load(config=EXAMPLE)
    assert example.configuration == load().configuration


def settings_of(model: Any, section: str = "") -> Iterator[str]:
    """Each setting with its section; a section's name for those of which there may be several."""
    for name, field in model.model_fields.items():
        inner = next((each for each in (field.annotation, *get_args(field.annotation)) if is_section(each)), None)
        path = f"{section}.{name}".lstrip(".")
        yield path
        if inner:
            yield from settings_of(inner, path)


def is_section(annotation: Any) -> bool:
    return inspect.isclass(annotation) and issubclass(annotation, BaseModel)


def test_the_example_file_names_every_setting() -> None:
    text = EXAMPLE.read_text("utf-8")
    names = {path.rpartition(".")[2] for path in settings_of(Configuration)}
    assert {name for name in names if not re.search(rf"(?m)\b{name}\b(\.[\w-]+)*( = |\])", text)} == set()


def test_what_the_example_file_shows_in_comments_can_be_taken_out_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FILON_INVOICE_SECRET", "TALLY_SECRET", "TALLY_SECRET_OLD"):
        monkeypatch.setenv(name, "x")
    text = re.sub(r"(?m)^# (?=\[|\w+ = |\")", "", EXAMPLE.read_text("utf-8"))
    configuration = load(config=configured(tmp_path, text)).configuration
    assert (len(configuration.assignment), len(configuration.legal)) == (1, 1)
    assert configuration.cycle.quote.required == {"sent": ("customer_reference",)}
    shown = {kind: getattr(configuration.cycle, kind).reasons for kind in ("lead", "opportunity", "quote", "order")}
    assert {kind: (*reasons, "other") for kind, reasons in shown.items()} == {
        kind: build().step(kind).reasons for kind in shown
    }
