"""Synthetic catalogues: as many initiatives as wanted, the same ones for the same seed.

They look like real ones in size (about thirty lines of front matter, 250 words of story) and in
spread (communes drawn by population), and say nothing true: never publish them.
"""

from __future__ import annotations

import csv
import gzip
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

WORDS = (
    "atelier quartier habitants voisins solidarité énergie jardin partage vélo réparation cuisine "
    "école chantier insertion bénévoles coopérative toiture marché mobilité culture rencontre "
    "commune projet équipe local accueil matin semaine échange savoir outils matériel fonds "
    "soutien région parcours formation emploi famille enfants parents mémoire mine arbre forêt"
).split()
TYPES = ("garage-solidaire", "tiers-lieu", "foret-urbaine", "cooperative-solaire")
FORMES = ("association", "scic", "collectivite")
STATUTS = ("en-projet", "en-chantier", "en-activite")


def write_catalogue(folder: Path, count: int, seed: int = 1) -> Path:
    """Write a catalogue of `count` initiatives in `folder`, with the demonstration's vocabularies.

    Places are left to `essaim locate`.
    """
    generator = random.Random(seed)
    for name in ("vocabulaires", "reference"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    themes = list_codes(ROOT / "vocabulaires/themes.yml")
    communes, weights = load_communes()
    target = folder / "initiatives"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        commune = generator.choices(communes, weights)[0]
        text = write_initiative(generator, number, themes, commune)
        (target / f"initiative-{number:05}.md").write_text(text, "utf-8")
    return folder


def write_initiative(
    generator: random.Random, number: int, themes: list[str], commune: dict[str, str]
) -> str:
    """Write one file; the titre holds the number, so that no two are alike."""
    chosen = generator.sample(themes, 2)
    summary = write_sentence(generator, 18)
    return f"""---
titre: Initiative {number} de {commune["nom"]}
resume: {summary}
type: {generator.choice(TYPES)}
themes: [{", ".join(chosen)}]
statut: {generator.choice(STATUTS)}
depuis: {generator.randint(1998, 2026)}
porteur:
  nom: Structure {number % 700} de {commune["nom"]}
  forme: {generator.choice(FORMES)}
partenaires:
  - Commune de {commune["nom"]}
  - {{nom: Fondation {number % 40}, role: financeur}}
lieux:
  - commune: {commune["nom"]}
    code_insee: "{commune["code"]}"
services:
  - {write_sentence(generator, 4)}
  - {write_sentence(generator, 5)}
chiffres_cles:
  - {{valeur: {generator.randint(2, 4000)}, libelle: {write_sentence(generator, 3)}}}
  - {{valeur: {generator.randint(2, 90)}, unite: "%", libelle: {write_sentence(generator, 3)}}}
calendrier:
  - {{date: 2021-03, texte: {write_sentence(generator, 6)}}}
  - {{date: 2023, texte: {write_sentence(generator, 6)}}}
facteurs_de_reussite:
  - {write_sentence(generator, 12)}
freins:
  - {write_sentence(generator, 12)}
sources:
  - {{titre: Source {number}, annee: 2024}}
verifie_le: 2026-01-15
---
{write_story(generator)}
"""


def write_story(generator: random.Random) -> str:
    """Write about 250 words with two headings, a list and a quotation."""
    paragraphs = [" ".join(write_sentence(generator, 12) + "." for _ in range(4)) for _ in range(4)]
    points = "\n".join(f"- {write_sentence(generator, 6)}" for _ in range(3))
    return (
        f"{paragraphs[0]}\n\n## {write_sentence(generator, 4)}\n\n{paragraphs[1]}\n\n{points}\n\n"
        f"> {write_sentence(generator, 10)}.\n\n## {write_sentence(generator, 4)}\n\n"
        f"{paragraphs[2]}\n\n{paragraphs[3]}"
    )


def write_sentence(generator: random.Random, length: int) -> str:
    """String words together, the first with a capital."""
    return " ".join(generator.choices(WORDS, k=length)).capitalize()


def load_communes() -> tuple[list[dict[str, str]], list[int]]:
    """Read the communes of the reference and their populations."""
    with gzip.open(ROOT / "reference/communes.csv.gz", "rt", encoding="utf-8") as stream:
        rows = [
            row
            for row in csv.DictReader(stream)
            if row["population"] and row["latitude"] and not row["parent"]
        ]
    return rows, [int(row["population"]) for row in rows]


def list_codes(path: Path) -> list[str]:
    """List the codes of a vocabulary without loading the package."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("code:")[1].strip() for line in lines if line.startswith("- code:")]
