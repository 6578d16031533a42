"""Invented French: some four thousand word forms, as unequally frequent as those of a language.

Words are drawn alone, with the small words that any French sentence is half made of; a text so made
compresses about as real prose does (three to one), which its first forty words never could.
"""

from __future__ import annotations

import random
from itertools import accumulate

COMMON = (
    "de la et à les des en le du pour un une dans par au avec sur aux qui son ses leur plus ou "
    "ainsi chaque entre vers chez depuis sans afin comme l’autre d’abord où sont est ont peut"
).split()
"""Small words, the most frequent first."""
KNOWN = (
    "atelier quartier habitants voisins solidarité énergie jardin partage vélo réparation cuisine "
    "école chantier insertion bénévoles coopérative toiture marché mobilité culture rencontre "
    "commune projet équipe local accueil matin semaine échange savoir outils matériel fonds "
    "soutien région parcours formation emploi famille enfants parents mémoire mine arbre forêt"
).split()
ONSETS = "b c ch cl d f g gr j l l m m n p p pl pr r r s s t t tr v v".split()
VOWELS = "a a e e i i o o u é ou an on in oi ai".split()
CODAS = ("", "", "", "", "", "", "r", "l", "s", "t")
NAMES = "tion|tions|age|ages|ment|ments|ité|ités|eur|eurs|euse|ier|iers|ière|ance|esse|isme".split(
    "|"
)
DEEDS = "er|e|ent|ant|ait|era|é|ée|és|ées".split("|")
QUALITIES = "al|ale|ales|aux|if|ive|ives|eux|euse|ique|iques|able|ables|aire|aires".split("|")
STEMS = 620
LINKS = ("de", "de", "des", "pour la", "et", "du", "en", "sans", "à")
SHARE_OF_COMMON = 0.42
COMMA = 0.07


class Prose:
    """Words, sentences and texts; the same ones for the same generator's state."""

    def __init__(self, generator: random.Random) -> None:
        """Take the generator that draws; the vocabulary is always the same."""
        self._generator = generator
        self.words = list_words()
        common = [SHARE_OF_COMMON / (rank + 1) for rank in range(len(COMMON))]
        rare = [1 / (rank + 12) for rank in range(len(self.words))]
        scale = (1 - SHARE_OF_COMMON) / sum(rare)
        scale_common = SHARE_OF_COMMON / sum(common)
        self._population = [*COMMON, *self.words]
        self._sums = list(
            accumulate([*(one * scale_common for one in common), *(one * scale for one in rare)])
        )
        self._rare_sums = list(accumulate(rare))

    def write_words(self, count: int) -> str:
        """String words together as they come, none twice in a row."""
        return " ".join(self._draw(self._population, self._sums, count))

    def write_title(self, count: int) -> str:
        """String words that mean something, small ones between, the first with a capital."""
        words = self._draw(self.words, self._rare_sums, count)
        for rank in range(1, count - 1, 2):
            words[rank] = self._generator.choice(LINKS)
        return capitalize(" ".join(words))

    def write_sentence(self, count: int) -> str:
        """Write a sentence without its full stop, sometimes with commas."""
        words = self.write_words(count).split()
        for rank in range(2, count - 2):
            if self._generator.random() < COMMA:
                words[rank] += ","
        return capitalize(" ".join(words))

    def write_text(self, shortest: int, longest: int) -> str:
        """Write sentences up to a number of characters between two limits."""
        wanted = self._generator.randint(shortest, longest)
        text = self.write_sentence(self._generator.randint(9, 16))
        while len(text) < wanted:
            text += f". {self.write_sentence(self._generator.randint(7, 14))}"
        return f"{text[: wanted - 1].rstrip(' ,.’')}."

    def _draw(self, population: list[str], sums: list[float], count: int) -> list[str]:
        drawn = self._generator.choices(population, cum_weights=sums, k=count)
        pairs = zip(drawn, ["", *drawn], strict=False)
        return [self._generator.choice(KNOWN) if one == before else one for one, before in pairs]


def list_words() -> list[str]:
    """List the vocabulary, the most frequent first; invented words share stems, as real ones do."""
    generator = random.Random("vocabulaire")
    words = dict.fromkeys(KNOWN)
    for _ in range(STEMS):
        stem = "".join(
            generator.choice(ONSETS) + generator.choice(VOWELS) + generator.choice(CODAS)
            for _ in range(generator.choice((1, 1, 1, 2)))
        )
        stem += generator.choice(ONSETS)
        for endings in (NAMES, DEEDS, QUALITIES):
            for ending in generator.sample(endings, generator.choice((1, 2, 4))):
                words[stem + ending] = None
    invented = list(words)[len(KNOWN) :]
    generator.shuffle(invented)
    return [*KNOWN, *invented]


def capitalize(text: str) -> str:
    """Put a capital to the first letter, and leave the others alone."""
    return text[:1].upper() + text[1:]
