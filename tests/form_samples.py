"""A submission of each form tool in its exact shape, from invented people, and the lead that it is to become."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.form_tools import FORM, SECRET, Post, jsonic, multipart

MARIE = {"first_name": "Marie", "last_name": "Curie", "email": "marie@radium.example"}
PHONE = {"phone": "+33639981234"}

TYPEFORM = jsonic(
    {
        "event_id": "01HXRADIUM",
        "event_type": "form_response",
        "form_response": {
            "form_id": "rAdIuM",
            "token": "1898radium",
            "hidden": {"utm_campaign": "printemps"},
            "definition": {
                "fields": [
                    {"id": "a1", "ref": "nom", "type": "short_text", "title": "Quel est votre nom ?"},
                    {"id": "a2", "ref": "minerai", "type": "multiple_choice", "title": "Minerai"},
                ]
            },
            "answers": [
                {"type": "text", "text": "Marie Curie", "field": {"id": "a1", "ref": "nom", "type": "short_text"}},
                {"type": "email", "email": "marie@radium.example", "field": {"id": "a3", "ref": "x", "type": "email"}},
                {
                    "type": "phone_number",
                    "phone_number": "+33639981234",
                    "field": {"id": "a5", "type": "phone_number"},
                },
                {
                    "type": "choices",
                    "choices": {"labels": ["or", "argent"], "other": "radium"},
                    "field": {"id": "a2", "ref": "minerai", "type": "multiple_choice"},
                },
                {"type": "boolean", "boolean": True, "field": {"id": "a4", "ref": "accord", "type": "legal"}},
            ],
        },
    }
)
TALLY = jsonic(
    {
        "eventId": "7b1c-1898",
        "eventType": "FORM_RESPONSE",
        "data": {
            "submissionId": "s1898",
            "fields": [
                {"key": "question_a_1", "label": "utm_campaign", "type": "HIDDEN_FIELDS", "value": "printemps"},
                {"key": "question_b", "label": "Votre nom", "type": "INPUT_TEXT", "value": "Marie Curie"},
                {
                    "key": "question_c",
                    "label": "Où vous écrire ?",
                    "type": "INPUT_EMAIL",
                    "value": "marie@radium.example",
                },
                {"key": "question_d", "label": "Téléphone", "type": "INPUT_PHONE_NUMBER", "value": "+33639981234"},
                {
                    "key": "question_e",
                    "label": "Minerai",
                    "type": "CHECKBOXES",
                    "value": ["u1", "u2"],
                    "options": [{"id": "u1", "text": "or"}, {"id": "u2", "text": "argent"}],
                },
                {"key": "question_e_u1", "label": "Minerai (or)", "type": "CHECKBOXES", "value": True},
                {"key": "question_f", "label": "Vide", "type": "INPUT_TEXT", "value": None},
            ],
        },
    }
)
JOTFORM = multipart(
    {
        "formID": "2431898",
        "webhookURL": f"https://crm.radium.example/hooks/form/{SECRET}",
        "submissionID": "61979165",
        "rawRequest": json.dumps(
            {
                "slug": "submit/2431898",
                "q3_name": {"first": "Marie", "last": "Curie"},
                "q4_email": "marie@radium.example",
                "q5_phoneNumber": {"full": "06 39 98 12 34"},
                "q6_address": {"addr_line1": "1 rue du Filon", "city": "Paris", "postal": "75005"},
                "q7_minerai": ["or: fin, pur", "argent"],
                "q8_signature": "data:image/png;base64," + "A" * 300_000,
            }
        ),
        "pretty": "Name:Marie Curie, Minerai:or: fin, pur argent",
    }
)
HUBSPOT = jsonic(
    [
        {
            "eventId": 1,
            "portalId": 1898,
            "occurredAt": 1790000000000,
            "subscriptionType": "contact.creation",
            "objectId": number,
            "changeSource": "FORM",
        }
        for number in (901, 902)
    ]
)
WEBFLOW = jsonic(
    {
        "triggerType": "form_submission",
        "payload": {
            "name": "Contact",
            "data": {
                "First Name": "Marie",
                "Last Name": "Curie",
                "Email 2": "marie@radium.example",
                "Phone": 33639981234,
            },
            "schema": [{"fieldName": "First Name", "fieldType": "FormTextInput"}],
            "id": "66a947f3",
            "formId": "65429ead",
        },
    }
)
WEBFLOW_1 = jsonic(
    {"name": "Contact", "data": {"name": "Marie Curie", "email": "marie@radium.example"}, "_id": "6321ca"}
)
NETLIFY = jsonic(
    {
        "first_name": "Marie Salomea",
        "last_name": None,
        "data": {"nom": "Marie Curie", "email": "marie@radium.example", "ip": "192.0.2.1", "minerai": "or"},
        "ordered_human_fields": [
            {"title": "Nom", "name": "nom", "value": "Marie Curie"},
            {"title": "Email", "name": "email", "value": "marie@radium.example"},
        ],
        "id": "5c3e58",
    }
)
GRAVITY = jsonic(
    {
        "id": "7", "form_id": "1", "source_url": "https://www.radium.example/contact/", "ip": "192.0.2.1",
        "status": "active", "1.3": "Marie", "1.6": "Curie", "2": "marie@radium.example", "3": "06 39 98 12 34",
        "5.1": "1 rue du Filon", "5.3": "Paris", "5.6": "France", "9": "",
    }
)  # fmt: skip
CF7 = jsonic({"your-name": "Marie Curie", "your-email": "marie@radium.example", "minerai": ["or", "argent"]})
ELEMENTOR = Post(
    b"form_id=90ad&Nom=Marie+Curie&Email+=marie%40radium.example&Remote+IP=192.0.2.1&Powered+by=Elementor", FORM
)
ELEMENTOR_ADVANCED = Post(
    (
        b"form%5Bid%5D=c1d6&fields%5Ba%5D%5Btitle%5D=Votre+nom&fields%5Ba%5D%5Bvalue%5D=Marie+Curie"
        b"&fields%5Bb%5D%5Btype%5D=email&fields%5Bb%5D%5Bvalue%5D=marie%40radium.example"
        b"&meta%5Bremote_ip%5D%5Bvalue%5D=192.0.2.1"
    ),
    FORM,
)


def google(**more: Any) -> Post:
    columns = {"FULL_NAME": "Marie Curie", "WORK_EMAIL": "marie@radium.example", "PHONE_NUMBER": "+33639981234"}
    lead = {
        "lead_id": "L1898",
        "user_column_data": [{"column_id": name, "string_value": value} for name, value in columns.items()],
        "google_key": SECRET,
        "form_id": 40,
        "gcl_id": "Cj0",
    }
    return jsonic(lead | more)


META = jsonic(
    {
        "object": "page",
        "entry": [
            {
                "id": 1,
                "time": 1790000000,
                "changes": [
                    {"field": "leadgen", "value": {"leadgen_id": number, "form_id": 12}} for number in (901, 902)
                ],
            }
        ],
    }
)
FORMSPREE = jsonic(
    {
        "form": "mvzv",
        "keys": ["firstName", "lastName", "email"],
        "submission": {"firstName": "Marie", "lastName": "Curie", "email": "marie@radium.example"},
    }
)
FRAMER = jsonic({"Name": "Marie Curie", "Email": "marie@radium.example"})
CALCOM = jsonic(
    {
        "triggerEvent": "BOOKING_CREATED",
        "payload": {
            "uid": "bFJe1898",
            "title": "Visite entre Filon et Marie Curie",
            "startTime": "2026-12-01T09:30:00Z",
            "responses": {
                "name": {"label": "your_name", "value": "Marie Curie"},
                "email": {"label": "email_address", "value": "marie@radium.example"},
                "location": {"label": "location", "value": {"optionValue": "", "value": "inPerson"}},
                "notes": {"label": "additional_notes"},
            },
        },
    }
)
STANDARD = jsonic(
    {
        "type": "contact.created",
        "timestamp": "2026-11-24T10:00:00Z",
        "data": {"fullName": "Marie Curie", "email": "marie@radium.example"},
    }
)
ANY = jsonic({"id": "1898", "contact": {"name": "Marie Curie", "email": "marie@radium.example"}})
HTML = Post(b"_id=5f0c&name=Marie+Curie&email=marie%40radium.example&minerai=or&minerai=argent", FORM)

# Each with the source that sends it, and what the lead is to have. Those that must be asked are in their own test.
SAMPLES: Mapping[str, tuple[str, Post, Mapping[str, Any]]] = {
    "typeform": ("typeform", TYPEFORM, {**MARIE, **PHONE, "campaign": "printemps"}),
    "tally": ("tally", TALLY, {**MARIE, **PHONE, "campaign": "printemps"}),
    "jotform": ("jotform", JOTFORM, {**MARIE, **PHONE, "address": "1 rue du Filon, Paris, 75005"}),
    "webflow": ("webflow", WEBFLOW, {**MARIE, **PHONE}),
    "webflow 1": ("webflow", WEBFLOW_1, MARIE),
    "netlify": ("netlify", NETLIFY, MARIE),
    "gravity forms": ("gravity-forms", GRAVITY, MARIE),
    "contact form 7": ("contact-form-7", CF7, MARIE),
    "elementor": ("elementor", ELEMENTOR, MARIE),
    "elementor, advanced": ("elementor", ELEMENTOR_ADVANCED, MARIE),
    "google ads": ("google-ads", google(), {**MARIE, **PHONE}),
    "formspree": ("formspree", FORMSPREE, MARIE),
    "framer": ("framer", FRAMER, MARIE),
    "cal.com": ("calcom", CALCOM, MARIE),
    "standard webhooks": ("standard-webhooks", STANDARD, MARIE),
    "json": ("json", ANY, MARIE),
    "html": ("html", HTML, MARIE),
}
# What they ask beside, and is kept under what people know it by.
KEPT: Mapping[str, Mapping[str, Any]] = {
    "typeform": {"Minerai": ["or", "argent", "radium"], "accord": "true"},
    "tally": {"Minerai": ["or", "argent"], "Minerai (or)": None},
    "jotform": {"minerai": ["or: fin, pur", "argent"], "signature": "(signature)"},
    "netlify": {"minerai": "or"},
    "gravity forms": {"3": "06 39 98 12 34", "5.3": "Paris", "source_url": "https://www.radium.example/contact/"},
    "contact form 7": {"minerai": ["or", "argent"]},
    "elementor": {},
    "elementor, advanced": {},
    "google ads": {"gclid": "Cj0", "form_id": "40"},
    "cal.com": {"location": "inPerson", "startTime": "2026-12-01T09:30:00Z"},
    "html": {"minerai": ["or", "argent"]},
}
