"""A contact must be the organisation's, never a private person's: what looks personal is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from essaim.collect.flaws import Flaw

PERSONAL_DOMAINS = frozenset(
    {
        *("aliceadsl.fr", "aol.com", "aol.fr", "bbox.fr", "cegetel.net", "club-internet.fr"),
        *("dbmail.com", "free.fr", "gmail.com", "gmx.com", "gmx.fr", "googlemail.com"),
        *("hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "libertysurf.fr", "live.com"),
        *("live.fr", "mac.com", "me.com", "msn.com", "neuf.fr", "noos.fr", "numericable.fr"),
        *("orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com", "sfr.fr"),
        *("tiscali.fr", "voila.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr", "ymail.com"),
    }
)
"""Mail domains that anyone may have a box at."""
MOBILE = re.compile(r"(?:0|\+33 ?|\+(?:262|508|590|594|596) ?)[67]")
"""Numbers of the mobile plan (Arcep, décision 2018-0881: 06 and 07)."""


def check_contact(data: Mapping[str, Any]) -> Iterator[Flaw]:
    """Warn of personal mail boxes and of mobile numbers."""
    contact = data.get("contact")
    if not isinstance(contact, dict):
        return
    mail, phone = contact.get("courriel"), contact.get("telephone")
    if isinstance(mail, str):
        domain = mail.rpartition("@")[2].strip().lower()
        if domain in PERSONAL_DOMAINS:
            yield Flaw("contact_personnel", ("contact", "courriel"), {"domaine": domain})
    if isinstance(phone, str) and MOBILE.match(phone.strip()):
        yield Flaw("contact_mobile", ("contact", "telephone"), {"numero": phone.strip()[:30]})
