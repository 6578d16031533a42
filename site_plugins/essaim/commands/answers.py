"""Reading what an author typed: a value, or ValueError with a sentence that says what to type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from essaim.collect.folding import find_closest, fold_text
from essaim.locales import write_text

LENGTHS: Mapping[str, tuple[int, int]] = {"titre": (3, 150), "resume": (40, 300)}
"""Bounds that have their own sentence; any other text is a short one."""
SHORT = (0, 200)


def read_text(name: str, answer: str) -> str:
    """Keep a text whose length fits its field; empty is for later."""
    text = " ".join(answer.split())
    shortest, longest = LENGTHS.get(name, SHORT)
    if text and not shortest <= len(text) <= longest:
        sentence = name if name in LENGTHS else "long"
        raise ValueError(write_text(f"commande.new.refus.{sentence}", nombre=len(text)))
    return text


def read_title(answer: str) -> str:
    """Keep a title, which the file's name needs."""
    if not answer.strip():
        raise ValueError(write_text("commande.new.refus.vide"))
    return read_text("titre", answer)


def read_postcode(answer: str) -> str:
    """Keep five digits."""
    digits = answer.replace(" ", "")
    if digits and not re.fullmatch(r"[0-9]{5}", digits):
        raise ValueError(write_text("commande.new.refus.code_postal"))
    return digits


def read_term(answer: str, terms: Mapping[str, str], source: str) -> str:
    """Turn a number of the list, a code or a name into a code; `source` names the vocabulary."""
    word = answer.strip()
    if not word:
        return ""
    if word.isdecimal():
        if not 1 <= int(word) <= len(terms):
            raise ValueError(write_text("commande.new.refus.rang", valeur=word, nombre=len(terms)))
        return list(terms)[int(word) - 1]
    by_word = {fold_text(text): code for code, name in terms.items() for text in (code, name)}
    if fold_text(word) in by_word:
        return by_word[fold_text(word)]
    message = write_text("commande.new.refus.terme", valeur=word, source=source)
    close = find_closest(word, [*terms, *terms.values()])
    if close:
        message += " " + write_text("commande.erreur.suggestion", nom=close)
    raise ValueError(message)


def read_terms(answer: str, terms: Mapping[str, str], source: str) -> tuple[str, ...]:
    """Turn several numbers, codes or names into codes, in order, each once."""
    words = re.split(r"[,;]", answer) if not re.fullmatch(r"[\d\s]+", answer) else answer.split()
    codes = [read_term(word, terms, source) for word in words]
    return tuple(dict.fromkeys(code for code in codes if code))
