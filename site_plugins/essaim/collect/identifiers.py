"""Official identifiers of French organisations."""

from __future__ import annotations

import re

LA_POSTE_SIREN = "356000000"


def is_siret(value: str) -> bool:
    """Tell whether 14 digits form a SIRET (Luhn key, INSEE).

    La Poste's establishments escape the key: the plain sum of their digits is a multiple of five
    (INSEE, https://fr.wikipedia.org/wiki/SIRET, and the Sirene documentation).
    """
    if not re.fullmatch(r"[0-9]{14}", value):
        return False
    if value.startswith(LA_POSTE_SIREN) and sum(map(int, value)) % 5 == 0:
        return True
    total = 0
    for rank, digit in enumerate(reversed(value)):
        doubled = int(digit) * (2 if rank % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def is_rna(value: str) -> bool:
    """Tell whether the text has the shape of a Répertoire national des associations number."""
    return re.fullmatch(r"W[0-9][0-9AB][0-9]{7}|W[0-9]{9}", value) is not None
