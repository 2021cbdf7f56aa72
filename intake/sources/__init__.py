"""The form tools, one a file."""

from __future__ import annotations

from collections.abc import Mapping

from intake.sources import (
    calcom,
    contact_form_7,
    elementor,
    formspree,
    framer,
    generic_json,
    google_ads,
    gravity_forms,
    hubspot,
    jotform,
    meta,
    netlify,
    plain_html,
    standard_webhooks,
    tally,
    typeform,
    webflow,
)
from intake.sources.source import Source

# By the name that `filon.toml` has for them; `core/tools.py` says how each proves who it is.
SOURCES: Mapping[str, Source] = {
    "calcom": calcom.SOURCE,
    "contact-form-7": contact_form_7.SOURCE,
    "elementor": elementor.SOURCE,
    "formspree": formspree.SOURCE,
    "framer": framer.SOURCE,
    "google-ads": google_ads.SOURCE,
    "gravity-forms": gravity_forms.SOURCE,
    "html": plain_html.SOURCE,
    "hubspot": hubspot.SOURCE,
    "jotform": jotform.SOURCE,
    "json": generic_json.SOURCE,
    "meta": meta.SOURCE,
    "netlify": netlify.SOURCE,
    "standard-webhooks": standard_webhooks.SOURCE,
    "tally": tally.SOURCE,
    "typeform": typeform.SOURCE,
    "webflow": webflow.SOURCE,
}
