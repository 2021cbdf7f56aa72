"""Cards that do harm, through Slack: each ends in a clear sentence in the thread, makes nothing, and is replayed."""

from __future__ import annotations

import re
import socket
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

import intake.processing
from bot.messages import card_review
from core.model import RECORDS, Submission
from intake.cards.apart import Apart
from tests.factories import actor, hire
from tests.fakes import card_files, card_reader
from tests.integration.card_talk import REVIEW, leads, parts, post, thread
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts
from tests.processes import Processes, kill

PATIENCE = 60
StartWorker = Callable[[float], "subprocess.Popen[bytes]"]
PEOPLE = {"en": (OLIVER, "Oliver Hughes"), "fr": (CAMILLE, "Camille Moreau")}
TO_REVIEW = {
    "en": "This is what I read. Look it over: nothing is made of it before you say so.",
    "fr": "Voici ce que j’ai lu. Vérifiez : rien n’en est fait avant votre accord.",
}
NOTHING = {
    "en": "Nothing readable is on this photo. Take it again in good light, with the card filling it.",
    "fr": "Rien n’est lisible sur cette photo. Reprenez-la sous une bonne lumière, la carte remplissant l’image.",
}
STOPPED = {
    "en": "The program that reads cards stopped at this photo. It is kept and can be tried again.",
    "fr": "Le programme qui lit les cartes s’est arrêté sur cette photo. Elle est conservée et peut être reprise.",
}
LATE = {
    "en": "The photo was not read within 1 s, so that was given up. Send another photo of the card.",
    "fr": "La photo n’a pas été lue en 1 s, on y a donc renoncé. Envoyez une autre photo de la carte.",
}


class Engine:
    """The process that reads cards for these tests, and what its recognisers are told to do."""

    def __init__(self, told: Path) -> None:
        self._told = told
        self.reader = Apart("tests.fakes.card_reader:read_card")
        self.sabotage("")

    @property
    def hanging(self) -> str:
        """Which process hangs, if one told."""
        told = Path(f"{self._told}.pid")
        return told.read_text("utf-8") if told.exists() else ""

    def sabotage(self, how: str, seconds: float = 60) -> None:
        """What the recognisers do from now on; how long they may take."""
        Path(f"{self._told}.pid").unlink(missing_ok=True)
        self._told.write_text(how, "utf-8")
        self.reader.seconds = seconds


@pytest.fixture(scope="module")
def warm_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One for all tests here: what stops it has no effect on the next."""
    with pytest.MonkeyPatch.context() as patch:
        told = tmp_path_factory.mktemp("engine") / "told"
        patch.setenv(card_reader.SABOTAGE, str(told))
        engine = Engine(told)
        yield engine
        engine.reader.end()


@pytest.fixture
def engine(warm_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The recognisers that read the cards, in order."""
    monkeypatch.setattr(intake.processing, "READER", warm_engine.reader)
    warm_engine.sabotage("")
    return warm_engine


@dataclass(frozen=True)
class Saboteur:
    """A file or a recogniser that does harm, and the sentence that it ends in, by language."""

    told: dict[str, str]
    file: Callable[[], bytes] = card_files.card
    engine: str = ""
    state: str = "failed"
    seconds: float = 60


ENGINES = {
    "finds nothing": Saboteur(NOTHING, engine="nothing"),
    "reads rubbish": Saboteur(TO_REVIEW, engine="rubbish", state="review"),
    "raises": Saboteur(
        {
            "en": "Something broke while this was read (reference ########). It is kept and can be tried again.",
            "fr": "Une erreur est survenue pendant la lecture (référence ########). "
            "L’envoi est conservé et peut être relancé.",
        },
        engine="raises",
    ),
    "leaves": Saboteur(STOPPED, engine="leaves"),
    "falls": Saboteur(STOPPED, engine="falls"),
    "hangs": Saboteur(LATE, engine="hangs", seconds=1),
    "hangs within Python": Saboteur(LATE, engine="hangs within Python", seconds=1),
}
FILES = {
    "truncated": Saboteur(
        {
            "en": "The photo is damaged or incomplete. Send it once more.",
            "fr": "La photo est endommagée ou incomplète. Renvoyez-la.",
        },
        card_files.truncated,
    ),
    "bomb": Saboteur(
        {
            "en": "The picture has more than 50 megapixels. Send it smaller.",
            "fr": "L’image a plus de 50 mégapixels. Envoyez-la plus petite.",
        },
        card_files.bomb,
    ),
    "dog": Saboteur(NOTHING, card_files.dog),
    "pages": Saboteur(
        {
            "en": "The PDF has 20 pages, and a card at most 2. Send the pages of the card alone.",
            "fr": "Le PDF a 20 pages, et une carte en a 2 au plus. Envoyez seulement les pages de la carte.",
        },
        card_files.pages,
    ),
    "no picture": Saboteur(
        {
            "en": "This file is not a picture. Send a photo as JPEG, PNG, WebP, HEIC or TIFF.",
            "fr": "Ce fichier n’est pas une image. Envoyez une photo en JPEG, PNG, WebP, HEIC ou TIFF.",
        },
        lambda: b"\xff\xd8\xff\xe0 no picture",
    ),
}


@pytest.fixture
def start_worker(slack: Talk, processes: Processes) -> StartWorker:
    """Starts a worker with the same recognisers, in which a card may take so many seconds."""
    home, sandbox = slack.crm.settings.home, slack.sandbox
    arguments = [str(home), slack.crm.database.url, sandbox.api_url, sandbox.settings.bot_token]
    return lambda seconds: processes.start("-m", "tests.fakes.card_worker", *arguments, str(seconds))


def has_ended(process: int) -> bool:
    """Whether it is gone, or nobody has asked yet how it went."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()[:1] in {"", "Z"}


@pytest.fixture(params=PEOPLE)
def language(request: pytest.FixtureRequest, slack: Talk) -> str:
    """The language of whoever posts the photo: an admin, who may replay."""
    user, name = PEOPLE[request.param]
    hire(slack.crm, user, name, request.param, role="admin")
    return str(request.param)


def said(message: Json) -> str:
    """The sentence of a message; the reference in it is another each time."""
    return re.sub(r"\b[0-9a-f]{8}\b", "########", message["text"]).replace("\xa0", " ")


def made(slack: Talk) -> dict[str, int]:
    """How many records of each kind there are, where there are any."""
    with slack.crm.read() as session:
        counts = {kind: session.query(record).count() for kind, record in RECORDS.items()}
    return {kind: count for kind, count in counts.items() if count}


def send(slack: Talk, desk: Desk, user: str, file: bytes) -> tuple[Json, Json]:
    """Post the file; the message, and the one answer in its thread."""
    message = post(slack, user, data=file)
    desk.work()
    (answer,) = thread(slack, message)
    return message, answer


def replayed(slack: Talk, desk: Desk, user: str, message: Json) -> Json:
    """Have it worked on again; the one answer in the thread then."""
    assert "S-1" in texts(slack.type(user, "inbox replay S-1"))
    desk.work()
    (answer,) = thread(slack, message)
    return answer


# Each is sent once, by one or the other: to read its photo again in the other language takes seconds.
SENT_IN = list(zip([*ENGINES, *FILES], cycle([("en", "fr"), ("fr", "en")]), strict=False))


@pytest.mark.parametrize(("name", "languages"), SENT_IN, ids=[f"{name}-{sent}" for name, (sent, _) in SENT_IN])
def test_a_saboteur_ends_in_its_sentence_and_is_replayed(
    slack: Talk, desk: Desk, engine: Engine, name: str, languages: tuple[str, str]
) -> None:
    saboteur, (language, other) = (ENGINES | FILES)[name], languages
    for spoken, (person, person_name) in PEOPLE.items():
        hire(slack.crm, person, person_name, spoken, role="admin")
    user = PEOPLE[language][0]
    engine.sabotage(saboteur.engine, saboteur.seconds)
    message, answer = send(slack, desk, user, saboteur.file())

    (submission,) = desk.submissions
    assert said(answer) == saboteur.told[language]
    assert as_told_to(slack, submission, PEOPLE[other][0]) == saboteur.told[other]
    assert (submission.state, made(slack)) == (saboteur.state, {})
    if saboteur.state == "review":
        slack.click(user, answer, "card.discard")
    else:
        assert action_ids(answer) == []

    # The photo after one that stopped the reader: a new process reads it.
    engine.sabotage("")
    again = replayed(slack, desk, user, message)

    assert again["ts"] == answer["ts"]
    assert said(again) == (TO_REVIEW if name in ENGINES else saboteur.told)[language]
    assert action_ids(again)[-len(REVIEW) :] == (REVIEW if name in ENGINES else [])
    assert made(slack) == {}


def as_told_to(slack: Talk, submission: Submission, user: str) -> str:
    """What the answer would say, were somebody else the sender."""
    submission.origin = submission.origin | {"user": user}
    with slack.crm.look(actor()) as tx:
        return said({"text": card_review(tx, submission).text})


def test_a_worker_killed_while_a_card_hangs_leaves_nothing_behind_and_its_heir_ends_the_card(
    slack: Talk, desk: Desk, engine: Engine, start_worker: StartWorker
) -> None:
    engine.sabotage("hangs")
    hire(slack.crm, OLIVER, "Oliver Hughes", "en", role="admin")
    message = post(slack, data=card_files.card())
    victim = start_worker(600)
    hanging = int(slack.sandbox.wait_for(lambda: engine.hanging, PATIENCE))
    kill(victim)
    slack.sandbox.wait_for(lambda: has_ended(hanging), PATIENCE)
    assert thread(slack, message) == []

    heir = start_worker(1)
    slack.sandbox.wait_for(lambda: ("submission", "review") in desk.posts, PATIENCE)
    (answer,) = thread(slack, message)
    assert said(answer) == ENGINES["hangs"].told["en"]
    kill(heir)

    engine.sabotage("")
    assert action_ids(replayed(slack, desk, OLIVER, message)) == REVIEW


def test_a_worker_killed_between_slacks_taking_the_review_and_our_note_leaves_one_review(
    slack: Talk, desk: Desk, engine: Engine, start_worker: StartWorker
) -> None:
    message = post(slack, OLIVER, data=card_files.card())
    victim = start_worker(PATIENCE)
    slack.sandbox.before_answer("chat.postMessage", lambda: kill(victim))
    slack.sandbox.wait_for(lambda: victim.returncode is not None, PATIENCE)
    assert (len(thread(slack, message)), desk.posts) == (1, set())

    start_worker(PATIENCE)
    slack.sandbox.wait_for(lambda: ("submission", "review") in desk.posts, PATIENCE)
    (answer,) = thread(slack, message)
    assert said(answer) == TO_REVIEW["en"]
    slack.click(OLIVER, answer, "card.discard")


# --- Codes ---------------------------------------------------------------------------------------------------


@pytest.fixture
def lure() -> Iterator[tuple[str, Callable[[], bool]]]:
    """An address that a code may name, and whether anybody came to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def was_visited() -> bool:
            try:
                server.accept()
            except BlockingIOError:
                return False
            return True

        yield f"http://127.0.0.1:{server.getsockname()[1]}/track?card=1", was_visited


Lure = tuple[str, Callable[[], bool]]
WEBSITE = "*Website*\nhttps://www.zahn.com\n"


def test_an_address_in_a_code_is_never_fetched_and_the_card_is_read(
    slack: Talk, desk: Desk, engine: Engine, lure: Lure
) -> None:
    address, was_visited = lure
    message, review = send(slack, desk, OLIVER, card_files.with_code(address))

    assert action_ids(review)[-len(REVIEW) :] == REVIEW
    assert WEBSITE in texts(review)
    slack.click(OLIVER, review, "card.discard")
    hire(slack.crm, OLIVER, "Oliver Hughes", "en", role="admin")
    assert WEBSITE in texts(replayed(slack, desk, OLIVER, message))
    assert not was_visited()


def test_a_code_of_an_address_alone_is_nothing_readable(slack: Talk, desk: Desk, engine: Engine, lure: Lure) -> None:
    address, was_visited = lure
    hire(slack.crm, OLIVER, "Oliver Hughes", "en", role="admin")
    message, answer = send(slack, desk, OLIVER, card_files.encoded(card_files.code(address), "PNG"))

    assert said(answer) == NOTHING["en"] == said(replayed(slack, desk, OLIVER, message))
    assert (made(slack), was_visited()) == ({}, False)


HOSTILE = """BEGIN:VCARD
VERSION:3.0
N:<!channel> \u202elive\x1b[31m;<https://evil.example|Marie>;;;
ORG:{company}
TITLE:*Director*\\n<@U0NADIA>\x07
TEL:+33 6 39 98 12 34
EMAIL:marie@radium.example
EMAIL:<!here>@radium.example
URL:{address}
PHOTO;VALUE=uri:{address}
END:VCARD
"""


def test_a_hostile_vcard_is_shown_as_harmless_text(
    slack: Talk, desk: Desk, engine: Engine, language: str, lure: Lure
) -> None:
    (address, was_visited), (user, _name) = lure, PEOPLE[language]
    vcard = HOSTILE.format(company="<!everyone> " + "R" * 300, address=address)
    message, answer = send(slack, desk, user, card_files.encoded(card_files.code(vcard), "PNG"))
    slack.click(user, answer, "card.discard")
    review = replayed(slack, desk, user, message)

    for shown in (answer, review):
        assert said(shown) == TO_REVIEW[language]
        assert "&lt;!channel&gt;" in texts(shown)
        assert harm(shown) == []
    assert (made(slack), was_visited()) == ({}, False)
    lead = slack.click(user, review, "card.create")
    assert harm(lead) == []
    (record,) = leads(slack)
    read = [record.first_name, record.last_name, record.company, record.job_title, record.website]
    assert [value for value in read if len(value or "") > 200 or unprintable(value or "")] == []


def harm(message: Json) -> list[str]:
    """What on a message could ping somebody, hide behind a link, or is no text. `plain_text` is never markup."""
    shown = [(part.get("type"), part["text"]) for part in parts(message) if isinstance(part.get("text"), str)]
    markup = [text for kind, text in shown if kind != "plain_text" and re.search(r"<[!@#h]", text)]
    return [*markup, *(text for _kind, text in shown if unprintable(text.replace("\n", "")))]


def unprintable(text: str) -> bool:
    """Whether control characters stand in it, or those that turn the direction of what follows."""
    return any(unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"} for letter in text)
