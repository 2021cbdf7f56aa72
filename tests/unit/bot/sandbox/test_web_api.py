"""The Web API answers as strictly as Slack does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.sandbox.backend import Backend

Json = dict[str, Any]
Api = Callable[..., Json]
CAMILLE, LEADS = "U0CAMILLE", "C0LEADS"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


def test_a_call_without_a_token_is_refused(client: FlaskClient) -> None:
    assert client.post("/api/auth.test").get_json() == {"ok": False, "error": "not_authed"}


def test_the_token_is_taken_from_the_form_too(client: FlaskClient) -> None:
    assert client.post("/api/auth.test", data={"token": "xoxb-sandbox"}).get_json()["bot_id"] == "B0SANDBOX"


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "xoxb-wrong", "invalid_auth"),
        ("auth.test", "xapp-sandbox", "not_allowed_token_type"),
        ("apps.connections.open", "xoxb-sandbox", "not_allowed_token_type"),
        ("poems.write", "xoxb-sandbox", "unknown_method"),
    ],
)
def test_the_wrong_token_or_method_is_refused(api: Api, method: str, token: str, error: str) -> None:
    assert api(method, token=token) == {"ok": False, "error": error}


REFUSED = {
    "no channel": ("chat.postMessage", {"text": "Hi"}, "invalid_arguments"),
    "unknown channel": ("chat.postMessage", {"channel": "C1", "text": "Hi"}, "channel_not_found"),
    "nothing to say": ("chat.postMessage", {"channel": LEADS}, "no_text"),
    "too much to say": ("chat.postMessage", {"channel": LEADS, "text": "x" * 40_001}, "msg_too_long"),
    "unknown thread": ("chat.postMessage", {"channel": LEADS, "text": "Hi", "thread_ts": "1.0"}, "thread_not_found"),
    "bad metadata": ("chat.postMessage", {"channel": LEADS, "text": "Hi", "metadata": {}}, "invalid_metadata_format"),
    "bad JSON": ("chat.postMessage", {"channel": LEADS, "text": "Hi", "blocks": "[{"}, "invalid_blocks_format"),
    "ephemeral for nobody": (
        "chat.postEphemeral",
        {"channel": LEADS, "text": "Hi", "user": "U1"},
        "user_not_in_channel",
    ),
    "change of nothing": ("chat.update", {"channel": LEADS, "ts": "1.0", "text": "Hi"}, "message_not_found"),
    "unknown person": ("users.info", {"user": "U1"}, "user_not_found"),
    "unknown e-mail": ("users.lookupByEmail", {"email": "nobody@sandbox.example"}, "users_not_found"),
    "unknown file": ("files.info", {"file": "F1"}, "file_not_found"),
    "reaction to nothing": (
        "reactions.add",
        {"channel": LEADS, "timestamp": "1.0", "name": "eyes"},
        "message_not_found",
    ),
    "update of no view": (
        "views.update",
        {"view_id": "V1", "view": {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}},
        "not_found",
    ),
    "rubbish cursor": ("users.list", {"cursor": "x"}, "invalid_cursor"),
    "modal on Home": (
        "views.publish",
        {"user_id": CAMILLE, "view": {"type": "home", "title": {"type": "plain_text", "text": "T"}, "blocks": []}},
        "invalid_blocks",
    ),
}


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSED.values(), ids=REFUSED)
def test_bad_arguments_are_refused_in_slacks_words(api: Api, method: str, arguments: Json, error: str) -> None:
    assert api(method, **arguments)["error"] == error


def test_a_message_is_posted_changed_and_deleted(api: Api, backend: Backend) -> None:
    posted = api("chat.postMessage", channel="#leads", text="New", blocks=[SECTION])
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    assert posted["message"]["bot_id"] == "B0SANDBOX"
    assert api("chat.update", **place, text="Old")["text"] == "Old"
    assert backend.workspace.message(**place).blocks == []
    assert api("chat.delete", **place)["ok"]
    assert api("chat.delete", **place)["error"] == "message_not_found"


def test_only_the_bots_own_messages_can_be_changed(api: Api, backend: Backend) -> None:
    message = backend.conversation.post(LEADS, CAMILLE, text="Mine")
    place = {"channel": LEADS, "ts": message.ts}
    assert api("chat.update", **place, text="Yours")["error"] == "cant_update_message"
    assert api("chat.delete", **place)["error"] == "cant_delete_message"


def test_replies_hang_on_the_parent_only(api: Api) -> None:
    parent = api("chat.postMessage", channel=LEADS, text="Parent")["ts"]
    reply = api("chat.postMessage", channel=LEADS, text="Reply", thread_ts=parent)
    assert reply["message"]["thread_ts"] == parent
    error = api("chat.postMessage", channel=LEADS, text="Deeper", thread_ts=reply["ts"])["error"]
    assert error == "cannot_reply_to_message"


def test_a_persons_id_means_their_direct_messages(api: Api) -> None:
    assert api("chat.postMessage", channel=CAMILLE, text="Hi")["channel"] == "D0CAMILLE"
    assert api("conversations.open", users=CAMILLE)["channel"]["id"] == "D0CAMILLE"


def test_the_bot_must_be_in_the_channel(api: Api, backend: Backend) -> None:
    backend.workspace.channel(LEADS).members.discard(backend.workspace.bot.user_id)
    assert api("chat.postMessage", channel=LEADS, text="Hi")["error"] == "not_in_channel"
    assert api("conversations.join", channel=LEADS)["ok"]
    assert api("chat.postMessage", channel=LEADS, text="Hi")["ok"]


def test_bad_blocks_are_answered_with_the_rule_and_kept(api: Api, backend: Backend) -> None:
    answer = api("chat.postMessage", channel=LEADS, text="Hi", blocks=[{"type": "poem"}])
    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0]" in answer["response_metadata"]["messages"][0]
    assert backend.checker.violations[0].method == "chat.postMessage"
    assert backend.workspace.messages == []


def test_a_message_without_text_is_posted_but_kept_as_a_violation(api: Api, backend: Backend) -> None:
    assert api("chat.postMessage", channel=LEADS, blocks=[SECTION])["ok"]
    assert "top-level text" in backend.checker.violations[0].rule


def test_a_locale_is_told_only_to_who_asks(api: Api) -> None:
    assert "locale" not in api("users.info", user=CAMILLE)["user"]
    assert api("users.info", user=CAMILLE, include_locale=True)["user"]["locale"] == "fr-FR"


def test_long_lists_come_in_pages(api: Api) -> None:
    first = api("users.list", limit=3)
    second = api("users.list", limit=3, cursor=first["response_metadata"]["next_cursor"])
    assert [len(first["members"]), len(second["members"])] == [3, 1]
    assert second["response_metadata"]["next_cursor"] == ""


def test_a_reaction_stands_once(api: Api, backend: Backend) -> None:
    message = backend.conversation.post(LEADS, CAMILLE, text="Card")
    place = {"channel": LEADS, "timestamp": message.ts, "name": "eyes"}
    assert api("reactions.add", **place)["ok"]
    assert api("reactions.add", **place)["error"] == "already_reacted"
    assert api("reactions.remove", **place)["ok"]
    assert api("reactions.remove", **place)["error"] == "no_reaction"


def test_a_file_comes_in_three_steps(api: Api, client: FlaskClient, backend: Backend) -> None:
    begun = api("files.getUploadURLExternal", filename="quote.pdf", length=5)
    assert client.post(begun["upload_url"], data=b"too long").status_code == 400
    assert api("files.completeUploadExternal", files=[{"id": begun["file_id"]}])["error"] == "file_not_found"
    assert client.post(begun["upload_url"], data=b"%PDF-").status_code == 200
    done = api("files.completeUploadExternal", files=[{"id": begun["file_id"], "title": "Quote"}], channel_id=LEADS)
    assert done["files"] == [{"id": begun["file_id"], "title": "Quote"}]
    assert backend.workspace.messages[0].files[0].data == b"%PDF-"


def test_a_deleted_file_leaves_its_message(api: Api, client: FlaskClient, backend: Backend) -> None:
    begun = api("files.getUploadURLExternal", filename="quote.pdf", length=1)
    client.post(begun["upload_url"], data=b"x")
    api("files.completeUploadExternal", files=[{"id": begun["file_id"]}], channel_id=LEADS, initial_comment="Here")
    assert api("files.delete", file=begun["file_id"])["ok"]
    assert [(message.text, message.files) for message in backend.workspace.messages] == [("Here", [])]


def test_private_files_need_the_token_and_answer_a_page_without(
    api: Api, client: FlaskClient, backend: Backend
) -> None:
    begun = api("files.getUploadURLExternal", filename="card.png", length=1)
    client.post(begun["upload_url"], data=b"x")
    api("files.completeUploadExternal", files=[{"id": begun["file_id"]}])
    address = api("files.info", file=begun["file_id"])["file"]["url_private_download"]
    without = client.get(address)
    assert (without.status_code, without.mimetype) == (200, "text/html")
    assert client.get(address, headers={"Authorization": "Bearer xoxb-sandbox"}).data == b"x"


def test_ordered_faults_meet_the_next_calls_only(client: FlaskClient, backend: Backend) -> None:
    backend.faults.order("auth.test", "ratelimited", 1)
    backend.faults.order("auth.test", 503, 1)
    backend.faults.order("auth.test", "internal_error", 1)
    limited, broken, failed, passed = (client.post("/api/auth.test", data={"token": "xoxb-sandbox"}) for _ in range(4))
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "1")
    assert broken.status_code == 503
    assert failed.get_json()["error"] == "internal_error"
    assert passed.get_json()["ok"]
