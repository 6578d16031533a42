from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from essaim.collect.fields import list_parts
from essaim.collect.frontmatter import read_document
from essaim.collect.model import Fiche
from essaim.collect.proofs import PROSE
from essaim.collect.revision import revise_file, revise_folder, revise_text
from tests.collect.sheets import make_sheet

CODES = {
    *("type", "themes", "statut", "forme", "role", "publics", "niveau", "codes", "nature"),
    *("label", "etape", "criteres", "leviers", "nuance", "liens", "fichier"),
}
FACTS = {
    *("depuis", "jusqu_a", "date", "annee", "verifie_le", "siret", "rna", "site", "url", "page"),
    *("commune", "adresse", "code_postal", "code_insee", "qpv", "dessert_qpv", "latitude"),
    *("longitude", "horaires", "valeur", "valeur_max", "unite", "montant", "part", "prevu"),
    *("courriel", "telephone", "itinerante"),
}
TYPED = st.text(st.sampled_from("ab l'\"«»:;!?.,-’(){}[]#&*|>%@`~\\n\u00a0\u202f\n"), max_size=60)


def mend(text: str) -> str:
    revised = revise_text(text)
    assert revised is not None
    mended, _ = revised
    assert mended is not None
    return mended


def test_every_field_is_prose_or_is_not() -> None:
    fields = {name for part in list_parts(Fiche).values() for name in part.model_fields}
    blocks = {
        name
        for part in list_parts(Fiche).values()
        for name, field in part.model_fields.items()
        if any(
            issubclass(below, BaseModel) for below in list_parts(part).values() if below is not part
        )
        and (name,) in list_parts(part)
    }
    assert fields - blocks - PROSE - CODES - FACTS == set()
    assert PROSE.isdisjoint(CODES | FACTS)
    assert (PROSE | CODES | FACTS) - fields == set()


def test_a_sound_file_has_nothing_to_say() -> None:
    assert revise_text(make_sheet()) is None


@pytest.mark.parametrize("text", ["", "texte", "---\na: [\n---\n", "---\n\ta: l'eau\n---\n"])
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    revised = revise_text(text)
    assert revised is None or revised[0] is None or read_document(text)[0] is None


def test_quotes_of_yaml_are_understood() -> None:
    text = make_sheet(titre="'L''eau \"vive\"'", resume='"Un résumé d\'essai \\"cité\\" : long…"')
    mended = mend(text)
    document, _ = read_document(mended)
    assert document is not None
    assert document.data["titre"] == "L’eau «\u00a0vive\u00a0»"
    assert document.data["resume"] == "Un résumé d’essai «\u00a0cité\u00a0»\u00a0: long…"


def test_codes_addresses_and_hours_are_left_alone() -> None:
    extra = (
        "type: l'atelier\n"
        'contact: {site: "https://l\'eau.fr/?a ; b", courriel: a.b@c.fr}\n'
        "lieux: [{commune: L'Île-Saint-Denis, adresse: rue de l'Eau,"
        " horaires: 'Mo 10:30 ; 12:00'}]\n"
    )
    text = f"---\n{extra}---\nUn `l'essai` ici.\n"
    assert revise_text(text) is None


def test_line_ends_and_mark_are_kept() -> None:
    source = "\ufeff" + make_sheet(body="L'eau.\nL'air !\n").replace("\n", "\r\n")
    mended = mend(source)
    assert mended == "\ufeff" + make_sheet(body="L’eau.\nL’air\u202f!\n").replace("\n", "\r\n")


def test_mixed_line_ends_are_kept() -> None:
    text = make_sheet(body="L'eau.\r\nL'air.\nfin\r\n")
    assert mend(text) == make_sheet(body="L’eau.\r\nL’air.\nfin\r\n")


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "essai.md"
    file.write_text(make_sheet(body="Un mot.\n\nL'eau.\n"), "utf-8")
    revision = revise_file(file, "initiatives/essai.md", tmp_path.resolve())
    assert revision is not None
    (problem,) = revision.problems
    line = file.read_text("utf-8").split("\n").index("L'eau.") + 1
    assert (problem.line, problem.column, problem.code) == (line, 2, "typo_apostrophe")
    assert not problem.is_error
    assert problem.hint == (
        "Écrivez «\u00a0L’eau.\u00a0». "
        "La commande «\u00a0essaim check --fix\u00a0» le fait pour vous."
    )


def test_a_folder_is_revised_whole_or_by_files(tmp_path: Path) -> None:
    folder = tmp_path / "initiatives"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(make_sheet(body="L'eau.\n"), "utf-8")
    (folder / "c.md").write_text(make_sheet(), "utf-8")
    (folder / "d.md").write_bytes(b"\xff")
    assert [revision.file.name for revision in revise_folder(tmp_path)] == ["a.md", "b.md"]
    assert [revision.file.name for revision in revise_folder(tmp_path, [folder / "b.md"])] == [
        "b.md"
    ]


@given(TYPED, TYPED, st.sampled_from(["", "'", '"', ">", "|", "[", "{"]))
def test_mending_keeps_the_structure(value: str, body: str, style: str) -> None:
    written = {
        "": value,
        "'": "'" + value.replace("'", "''") + "'",
        '"': yaml.dump(value, default_style='"', allow_unicode=True).strip(),
        ">": ">-\n  " + value.replace("\n", "\n  "),
        "|": "|-\n  " + value.replace("\n", "\n  "),
        "[": f"[{value}]",
        "{": f"{{nom: {value}}}",
    }[style]
    text = f"---\nservices: {written}\ntype: l'x\n---\n{body}"
    revised = revise_text(text)
    if revised is None:
        return
    mended, flaws = revised
    assert flaws
    if mended is None:
        return
    before, after = read_document(text)[0], read_document(mended)[0]
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert list(after.data) == list(before.data)
        assert after.data["type"] == before.data["type"]
        assert type(after.data["services"]) is type(before.data["services"])
    assert revise_text(mended) is None


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    revise_text(text)
    revise_text(f"---\n{text}\n---\n{text}")
