"""Synthetic catalogues: as many initiatives as wanted, the same ones for the same seed.

They look like real ones in size (about thirty lines of front matter, 250 words of story), in words
(`prose`) and in spread (`ground`), and say nothing true: never publish them. Places are located at
once, in the lock: no bench waits for `essaim locate`.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from essaim.collect.folding import propose_slug
from essaim.collect.model import Lieu
from essaim.locate.lockfile import Lock, make_place_key, write_lock
from essaim.locate.reference import load_reference
from tests.bench.ground import Ground, Spot
from tests.bench.prose import Prose, capitalize

ROOT = Path(__file__).resolve().parents[2]
STATUTS = ("en-projet", "en-chantier", "en-activite", "en-activite", "terminee", "suspendue")
SEVERAL = 0.1
"""Share of the initiatives with two or three places."""
TRAVELLING = 0.02
OWN_SLUG = 0.2
"""Share of those whose address is not their title."""
PORTEURS = 0.6
"""Porteurs for one initiative: some carry several."""


def write_catalogue(folder: Path, count: int, seed: int = 1) -> Path:
    """Write a catalogue of `count` initiatives in `folder`, with the demonstration's vocabularies.

    `initiatives/`, `vocabulaires/`, `reference/` and the lock; the settings are the caller's.
    """
    # Contours that a developer installed know other quartiers than those invented here.
    installed = shutil.ignore_patterns("qpv*")
    for name in ("vocabulaires", "reference"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True, ignore=installed)
    reference = load_reference(folder / "reference")
    generator = random.Random(seed)
    prose = Prose(generator)
    ground = Ground(reference, generator, prose)
    writer = Writer(generator, prose, folder / "vocabulaires", count)
    target = folder / "initiatives"
    target.mkdir(parents=True, exist_ok=True)
    situations = {}
    for _ in range(count):
        spots = draw_spots(generator, ground)
        slug, text = writer.write_initiative(spots)
        (target / f"{slug}.md").write_text(text, "utf-8")
        situations |= {make_place_key(spot.lieu): spot.situation for spot in spots}
    write_lock(folder / "lieux.lock.json", Lock(reference.millesime, situations))
    return folder


def draw_spots(generator: random.Random, ground: Ground) -> list[Spot]:
    """Draw the places of an initiative: mostly one, a few in the same commune, sometimes none."""
    if generator.random() < TRAVELLING:
        return []
    several = generator.random() < SEVERAL
    count = generator.choice((2, 3)) if several else 1
    commune = ground.draw_commune()
    return [ground.draw_spot(commune, named=several) for _ in range(count)]


class Writer:
    """Writes files with the words of vocabularies; every title is met once."""

    def __init__(
        self, generator: random.Random, prose: Prose, vocabulaires: Path, count: int
    ) -> None:
        """Take a generator, its prose, and how many initiatives to expect."""
        self._generator = generator
        self._prose = prose
        self._codes = {
            name: list_codes(vocabulaires / f"{name}.yml")
            for name in ("themes", "types", "formes", "publics", "roles", "natures")
        }
        self._etapes = list_codes(vocabulaires / "labels/euralens.yml", indent=2)[:4]
        self._porteurs = [prose.write_title(3) for _ in range(max(1, int(count * PORTEURS)))]
        self._slugs: set[str] = set()

    def write_initiative(self, spots: list[Spot]) -> tuple[str, str]:
        """Return the slug and the whole text of a file."""
        slug, titre = self._name_initiative()
        prose, draw = self._prose, self._generator
        lines = [
            f"titre: {titre}",
            f"resume: {prose.write_text(140, 220)}",
            f"type: {draw.choice(self._codes['types'])}",
            f"themes: [{self._pick('themes', draw.choice((1, 2, 2, 3)))}]",
            f"statut: {draw.choice(STATUTS)}",
            f"depuis: {self._write_date()}",
            "porteur:",
            f"  nom: {draw.choice(self._porteurs)}",
            f"  forme: {draw.choice(self._codes['formes'])}",
            "partenaires:",
            *(
                f"  - {{nom: {prose.write_title(3)}, role: {draw.choice(self._codes['roles'])}}}"
                for _ in range(draw.randint(1, 4))
            ),
            *self._write_places(spots),
            f"publics: [{self._pick('publics', draw.randint(1, 4))}]",
            "services:",
            *dict.fromkeys(
                f"  - {prose.write_sentence(draw.randint(2, 5))}" for _ in range(draw.randint(2, 5))
            ),
            "chiffres_cles:",
            f"  - {{valeur: {draw.randint(2, 4000)}, libelle: {prose.write_words(3)}}}",
            f'  - {{valeur: {draw.randint(2, 90)}, unite: "%", libelle: {prose.write_words(3)}}}',
            "calendrier:",
            f"  - {{date: 2021-03, texte: {capitalize(prose.write_words(6))}}}",
            f"  - {{date: 2023, texte: {capitalize(prose.write_words(6))}}}",
            *self._write_label(),
            *self._write_leviers(),
            "facteurs_de_reussite:",
            f"  - {prose.write_sentence(12)}.",
            "freins:",
            f"  - {prose.write_sentence(12)}.",
            "sources:",
            f"  - {{titre: {prose.write_title(4)}, annee: 2024}}",
            "verifie_le: 2026-01-15",
        ]
        return slug, "---\n" + "\n".join(lines) + f"\n---\n{write_story(prose)}\n"

    def _name_initiative(self) -> tuple[str, str]:
        while True:
            titre = self._prose.write_title(self._generator.randint(3, 7))
            slug = propose_slug(titre)
            if self._generator.random() < OWN_SLUG:
                slug = "-".join(slug.split("-")[:2])
            if slug not in self._slugs:
                self._slugs.add(slug)
                return slug, titre

    def _write_places(self, spots: list[Spot]) -> list[str]:
        if not spots:
            return ["itinerante: true", 'perimetre: {niveau: departement, codes: ["62"]}']
        return ["lieux:", *(line for spot in spots for line in write_place(spot.lieu))]

    def _write_label(self) -> list[str]:
        if self._generator.random() > 0.15:
            return []
        etape, annee = self._generator.choice(self._etapes), self._generator.randint(2019, 2026)
        return [f"labels: [{{label: euralens, etape: {etape}, annee: {annee}}}]"]

    def _write_leviers(self) -> list[str]:
        if self._generator.random() > 0.3:
            return []
        return [f"leviers: {sorted(self._generator.sample(range(1, 9), 2))}"]

    def _pick(self, name: str, count: int) -> str:
        return ", ".join(self._generator.sample(self._codes[name], count))

    def _write_date(self) -> str:
        year, month = self._generator.randint(1998, 2026), self._generator.randint(1, 12)
        return self._generator.choice((f"{year}", f"{year}", f"{year}-{month:02}"))


def write_place(lieu: Lieu) -> list[str]:
    """Write the lines of a place."""
    told = (("nom", lieu.nom), ("adresse", lieu.adresse), ("commune", lieu.commune))
    lines = [f"    {name}: {value}" for name, value in told if value]
    lines.append(f'    code_insee: "{lieu.code_insee}"')
    return [f"  - {lines[0].strip()}", *lines[1:]]


def write_story(prose: Prose) -> str:
    """Write about 250 words with two headings, a list and a quotation."""
    paragraphs = [" ".join(prose.write_sentence(12) + "." for _ in range(4)) for _ in range(4)]
    points = "\n".join(f"- {prose.write_sentence(6)}" for _ in range(3))
    return (
        f"{paragraphs[0]}\n\n## {prose.write_title(4)}\n\n{paragraphs[1]}\n\n{points}\n\n"
        f"> {prose.write_sentence(10)}.\n\n## {prose.write_title(4)}\n\n"
        f"{paragraphs[2]}\n\n{paragraphs[3]}"
    )


def list_codes(path: Path, indent: int = 0) -> list[str]:
    """List the codes of a vocabulary's terms; `indent`: spaces before those that are wanted."""
    start = f"{' ' * indent}- code: "
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix(start) for line in lines if line.startswith(start)]
