"""Opening hours: from OpenStreetMap's syntax to plain French, when it is simple enough.

What the reader of this small grammar does not know (weeks, months, comments) is left as written:
better the source's words than a wrong sentence.
"""

from __future__ import annotations

import re

from essaim.locales import find_text, write_text
from essaim.publish.typography import join_words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_HOURS = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE = re.compile(rf"^(?:({_DAY}(?:[-,]{_DAY})*)\s+)?({_HOURS}(?:,\s*{_HOURS})*|off|closed)$")


def explain_hours(text: str) -> tuple[str, ...]:
    """Write `Mo-Fr 09:00-12:00; Sa off` as lines a person says; the text itself if not simple."""
    if text.strip() == "24/7":
        return (write_text("interface.horaires.permanent"),)
    rules = [_RULE.match(rule.strip()) for rule in text.split(";") if rule.strip()]
    if not rules or not all(rules):
        return (text,)
    return tuple(_explain_rule(rule[1], rule[2]) for rule in rules if rule)


def _explain_rule(days: str | None, hours: str) -> str:
    when = join_words(_name_days(span) for span in days.split(",")) if days else None
    key = "interface.horaires.ligne"
    said = when or write_text("interface.horaires.tous")
    if hours in {"off", "closed"}:
        return write_text(key, jours=said, heures=write_text("interface.horaires.ferme"))
    spans = (span.strip().split("-") for span in hours.split(","))
    ranges = join_words(
        write_text("interface.horaires.plage", debut=_name_hour(start), fin=_name_hour(end))
        for start, end in spans
    )
    return write_text(key, jours=said, heures=ranges)


def _name_days(span: str) -> str:
    if span == "PH":
        return write_text("interface.horaires.feries")
    names = find_text("interface.horaires.jours")
    first, _, last = span.partition("-")
    start = names[DAYS.index(first)] if first in DAYS else first
    if last not in DAYS:
        return str(start)
    return write_text("interface.horaires.du_au", debut=start, fin=names[DAYS.index(last)])


def _name_hour(clock: str) -> str:
    hours, minutes = clock.split(":")
    if minutes == "00":
        return write_text("interface.horaires.heure", heures=int(hours))
    return write_text("interface.horaires.heure_minutes", heures=int(hours), minutes=minutes)
