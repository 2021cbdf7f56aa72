"""Slack's Block Kit rules as tables: where a thing may stand, how long and how many it may be.

Source: the Block Kit reference (docs.slack.dev/reference/block-kit). Objects without a `type` are named here by
the property that holds them (`option`, `option_group`, `confirm`). The allow-lists hold what is safe on every
client today, so they are narrower than Slack's own.
"""

from __future__ import annotations

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")

EVERYWHERE = frozenset({"message", "modal", "home"})
MESSAGE, MODAL = frozenset({"message"}), frozenset({"modal"})
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}

# The surfaces of each block.
BLOCK_SURFACES = {
    "actions": EVERYWHERE,
    "alert": MODAL,
    "context": EVERYWHERE,
    "divider": EVERYWHERE,
    "header": EVERYWHERE,
    "image": EVERYWHERE,
    "input": EVERYWHERE,
    "markdown": MESSAGE,
    "rich_text": EVERYWHERE,
    "section": EVERYWHERE,
    "table": MESSAGE,
}

# The properties of a block that hold elements.
ELEMENT_KEYS = {"section": "accessory", "actions": "elements", "context": "elements", "input": "element"}

_MENUS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")

# The surfaces of each element, and the blocks that may hold it.
ELEMENT_PLACES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "button": (EVERYWHERE, frozenset({"section", "actions"})),
    "checkboxes": (EVERYWHERE, frozenset({"section", "actions", "input"})),
    "datepicker": (EVERYWHERE, frozenset({"section", "actions", "input"})),
    "datetimepicker": (MESSAGE | MODAL, frozenset({"actions", "input"})),
    "email_text_input": (MODAL, frozenset({"input"})),
    "file_input": (MODAL, frozenset({"input"})),
    "image": (EVERYWHERE, frozenset({"section", "context"})),
    "mrkdwn": (EVERYWHERE, frozenset({"context"})),
    "number_input": (MODAL, frozenset({"input"})),
    "overflow": (EVERYWHERE, frozenset({"section", "actions"})),
    "plain_text": (EVERYWHERE, frozenset({"context"})),
    "plain_text_input": (EVERYWHERE, frozenset({"input"})),
    "radio_buttons": (EVERYWHERE, frozenset({"section", "actions", "input"})),
    "timepicker": (EVERYWHERE, frozenset({"section", "actions", "input"})),
    "url_text_input": (MODAL, frozenset({"input"})),
    **{menu: (EVERYWHERE, frozenset({"section", "actions", "input"})) for menu in _MENUS},
    **{f"multi_{menu}": (EVERYWHERE, frozenset({"section", "input"})) for menu in _MENUS},
}

# The properties of a view that an app may set.
VIEW_KEYS = {
    "type",
    "title",
    "submit",
    "close",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
}

# The longest text of a text object, and the types that it may have.
TEXTS: dict[tuple[str, str], tuple[int, tuple[str, ...]]] = {
    ("section", "text"): (3000, ANY_TEXT),
    ("section", "fields"): (2000, ANY_TEXT),
    ("context", "elements"): (3000, ANY_TEXT),
    ("header", "text"): (150, PLAIN),
    ("alert", "text"): (3000, ANY_TEXT),
    ("image", "title"): (2000, PLAIN),
    ("input", "label"): (2000, PLAIN),
    ("input", "hint"): (2000, PLAIN),
    ("button", "text"): (75, PLAIN),
    ("confirm", "title"): (100, PLAIN),
    ("confirm", "text"): (300, ANY_TEXT),
    ("confirm", "confirm"): (30, PLAIN),
    ("confirm", "deny"): (30, PLAIN),
    ("option", "text"): (75, ANY_TEXT),
    ("option", "description"): (75, ANY_TEXT),
    ("option_group", "label"): (75, PLAIN),
    ("modal", "title"): (24, PLAIN),
    ("modal", "submit"): (24, PLAIN),
    ("modal", "close"): (24, PLAIN),
}
PLACEHOLDER = (150, PLAIN)

# The longest plain strings; `*` stands for every kind.
STRINGS = {
    ("*", "action_id"): 255,
    ("*", "block_id"): 255,
    ("*", "callback_id"): 255,
    ("*", "external_id"): 255,
    ("*", "private_metadata"): 3000,
    ("*", "image_url"): 3000,
    ("*", "url"): 3000,
    ("button", "value"): 2000,
    ("button", "accessibility_label"): 75,
    ("option", "value"): 150,
    ("image", "alt_text"): 2000,
    ("markdown", "text"): 12000,
}

# The fewest and the most members of a list.
COUNTS = {
    ("section", "fields"): (1, 10),
    ("actions", "elements"): (1, 25),
    ("context", "elements"): (1, 10),
    ("overflow", "options"): (1, 5),
    ("checkboxes", "options"): (1, 10),
    ("radio_buttons", "options"): (1, 10),
    ("static_select", "options"): (1, 100),
    ("static_select", "option_groups"): (1, 100),
    ("multi_static_select", "options"): (1, 100),
    ("multi_static_select", "option_groups"): (1, 100),
    ("option_group", "options"): (1, 100),
    ("table", "rows"): (1, 100),
}
MOST_CELLS = 20
CELLS = ("raw_text", "raw_number", "rich_text")

# The property that names an object which has no `type` of its own.
ROLES = {
    "confirm": "confirm",
    "options": "option",
    "initial_option": "option",
    "initial_options": "option",
    "option_groups": "option_group",
}
MRKDWN_OPTIONS = ("checkboxes", "radio_buttons")
