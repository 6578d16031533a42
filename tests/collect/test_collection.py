from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest

from essaim.collect.collection import collect_initiatives
from essaim.collect.entry import MAX_PROBLEMS
from essaim.collect.model import Initiative, Statut
from essaim.collect.vocabulary import load_vocabularies
from essaim.problems import Severity
from tests.collect.sheets import (
    ROOT,
    VOCABULARIES,
    collect_problems,
    collect_texts,
    make_sheet,
    place,
    show,
)

FULL = make_sheet(
    titre="« Mine de Soleil »",
    depuis="2019",
    lieux="[]",
    extra="""\
itinerante: true
perimetre:
  niveau: epci
  codes:
    - "246200364"
dessert_qpv: [QN05950M, QN06222M]
partenaires:
  - ADEME
  - {nom: Région, role: financeur}
chiffres_cles:
  - {valeur: 2500, unite: m², libelle: de panneaux, date: 2023}
labels:
  - {label: euralens, etape: labellise, annee: 2022, criteres: [emploi]}
leviers: [2]
contact: {site: , courriel: contact@exemple.fr, telephone: }
essaimage: ""
verifie_le: 2026-11-20
""",
    body="Un récit.\n\n    indenté\n",
)


def test_an_initiative_whole(tmp_path: Path) -> None:
    [initiative], problems = collect_texts(tmp_path, {"mine-de-soleil.md": FULL})
    assert problems == []
    assert isinstance(initiative, Initiative)
    assert initiative.slug == "mine-de-soleil"
    assert initiative.chemin == "initiatives/mine-de-soleil.md"
    assert initiative.titre == "« Mine de Soleil »"
    assert initiative.statut is Statut.EN_ACTIVITE
    assert initiative.depuis == "2019"
    assert initiative.verifie_le == "2026-11-20"
    assert initiative.themes == ("mobilite",)
    assert initiative.theme_principal == "mobilite"
    assert [(p.nom, p.role) for p in initiative.partenaires] == [
        ("ADEME", None),
        ("Région", "financeur"),
    ]
    assert type(initiative.chiffres_cles[0].valeur) is int
    assert initiative.contact is not None
    assert initiative.contact.site is None
    assert initiative.essaimage is None
    assert initiative.recit == "\nUn récit.\n\n    indenté\n"
    lines = FULL.split("\n")
    assert "\n".join(lines[initiative.recit_ligne - 1 :]) == initiative.recit


def test_places_of_what_is_located(tmp_path: Path) -> None:
    text = make_sheet(
        lieux="\n  - commune: Denain\n    qpv: [QN05950M]\n  - {commune: Lens}",
        extra="perimetre: {niveau: epci, codes: ['246200364']}\n",
    )
    [initiative], _ = collect_texts(tmp_path, {"essai.md": text})
    assert initiative.positions == {
        "lieux": (8, 1),
        "lieux[0]": (9, 5),
        "lieux[0].commune": (9, 5),
        "lieux[0].qpv": (10, 5),
        "lieux[0].qpv[0]": (10, 11),
        "lieux[1]": (11, 5),
        "lieux[1].commune": (11, 6),
        "perimetre": (13, 1),
        "perimetre.niveau": (13, 13),
        "perimetre.codes": (13, 27),
        "perimetre.codes[0]": (13, 35),
    }


def test_places_stay_out_of_exports(tmp_path: Path) -> None:
    [initiative], _ = collect_texts(tmp_path, {"essai.md": make_sheet()})
    assert "positions" not in initiative.model_dump()
    assert "positions" not in repr(initiative)


def test_initiatives_are_immutable(tmp_path: Path) -> None:
    [initiative], _ = collect_texts(tmp_path, {"essai.md": make_sheet()})
    with pytest.raises(ValueError, match="frozen"):
        initiative.titre = "Autre"  # type: ignore[misc]


def test_initiatives_are_sorted_by_slug(tmp_path: Path) -> None:
    names = ["b", "a-b", "a", "a1"]
    files = {f"{name}.md": make_sheet(titre=f"Titre {name}") for name in names}
    initiatives, problems = collect_texts(tmp_path, files)
    assert problems == []
    assert [initiative.slug for initiative in initiatives] == sorted(names)


def test_a_file_with_an_error_gives_nothing_and_a_warning_does_not_matter(tmp_path: Path) -> None:
    initiatives, problems = collect_texts(
        tmp_path,
        {
            "sain.md": make_sheet(titre="Sain"),
            "averti.md": make_sheet(titre="Averti", body=""),
            "faux.md": make_sheet(titre="Faux", statut="x"),
            "Mal Nomme.md": make_sheet(titre="Mal nommé"),
            "en-double.md": make_sheet(titre="Sain"),
        },
    )
    assert [initiative.slug for initiative in initiatives] == ["averti", "en-double"]
    assert [(p.path, p.code, p.severity) for p in problems] == [
        ("initiatives/Mal Nomme.md", "nom_de_fichier", Severity.ERREUR),
        ("initiatives/averti.md", "recit_vide", Severity.AVERTISSEMENT),
        ("initiatives/faux.md", "choix_inconnu", Severity.ERREUR),
        ("initiatives/sain.md", "titre_en_double", Severity.ERREUR),
    ]


def test_everything_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = make_sheet(
        statut="x",
        themes="[inconnu]",
        extra="statut: y\nliens: [absent]\njusqu_a: 2018\ndepuis: 2019\n"
        "images: [{fichier: a.png}]\n",
        body="Un [lien](javascript:x).\n\nÀ compléter\n",
    )
    assert {problem.code for problem in collect_problems(tmp_path, text)} == {
        "a_completer",
        "champ_absent",
        "choix_inconnu",
        "cle_en_double",
        "code_inconnu",
        "image_absente",
        "lien_casse",
        "lien_protocole",
        "periode_inversee",
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (make_sheet(titre="À compléter"), [("a_completer", "titre", 2, 8)]),
        (
            make_sheet(resume=">-\n  À compléter en une ou deux phrases bien\n  tournées."),
            [("a_completer", "resume", 4, 3)],
        ),
        (
            make_sheet(extra="services:\n  # À compléter\n  - Un À\n    compléter\n"),
            [("a_completer", "services[0]", 12, 8)],
        ),
        (make_sheet(body="Un.\n\n  À COMPLÉTER.\n"), [("a_completer", "", 14, 3)]),
        (make_sheet(body="<!-- À compléter -->\n"), [("a_completer", "", 12, 6)]),
        (make_sheet(body="Il reste à compléter le plan.\n"), []),
        (make_sheet(extra="# À compléter\n"), []),
    ],
)
def test_marks_of_drafts(
    tmp_path: Path, text: str, places: list[tuple[str, str, int, int]]
) -> None:
    assert [place(problem) for problem in collect_problems(tmp_path, text)] == places


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_places_whatever_the_editor(tmp_path: Path, mark: bytes, end: bytes) -> None:
    text = make_sheet(statut="é: x", body="Un [lien](/x).\n").replace("statut: é: x", "statut: 'é'")
    content = mark + text.encode().replace(b"\n", end)
    assert [place(problem) for problem in collect_problems(tmp_path, content)] == [
        ("choix_inconnu", "statut", 6, 1),
        ("lien_absolu", "", 12, 11),
    ]


def test_problems_of_a_hostile_file_are_counted(tmp_path: Path) -> None:
    extra = "".join(f"cle{n}: x\n" for n in range(MAX_PROBLEMS + 50))
    problems = collect_problems(tmp_path, make_sheet(extra=extra))
    assert len(problems) == MAX_PROBLEMS + 1
    assert show(problems[-1]) == (
        "initiatives/essai.md:1:1: : problemes_nombreux: Il reste 50 autres problèmes"
        " dans ce fichier. | Corrigez les premiers, puis relancez la vérification."
    )


@pytest.mark.parametrize("name", ["slug", "chemin", "recit", "recit_ligne", "positions"])
def test_our_own_fields_do_not_exist_for_authors(tmp_path: Path, name: str) -> None:
    problems = collect_problems(tmp_path, make_sheet(extra=f"{name}: x\n"))
    assert [place(problem) for problem in problems] == [("cle_inconnue", name, 10, 1)]


def test_no_folder(tmp_path: Path) -> None:
    initiatives, problems = collect_initiatives(tmp_path, VOCABULARIES)
    assert initiatives == ()
    assert [show(problem) for problem in problems] == [
        "initiatives:1:1: : dossier_absent: Le dossier des initiatives est introuvable. |"
        " Créez-le, ou indiquez son nom dans les options du catalogue."
    ]


def test_another_folder(tmp_path: Path) -> None:
    (tmp_path / "mes fiches").mkdir()
    (tmp_path / "mes fiches/essai.md").write_text(make_sheet(statut="x"), "utf-8")
    _, [problem] = collect_initiatives(tmp_path, VOCABULARIES, folder="mes fiches")
    assert problem.path == "mes fiches/essai.md"


@pytest.mark.skipif(os.name == "nt", reason="file names are text on Windows")
def test_names_that_are_not_text(tmp_path: Path) -> None:
    folder = tmp_path / "initiatives"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9\n.md")).write_text(make_sheet(), "utf-8")
    except OSError:
        pytest.skip("this disk wants UTF-8 names")
    _, problems = collect_initiatives(tmp_path, VOCABULARIES)
    assert [(problem.path, problem.hint) for problem in problems] == [
        (
            "initiatives/caf\ufffd\ufffd.md",
            "Renommez-le «\u00a0caf.md\u00a0».",
        )
    ]


class TestOnly:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = tmp_path / "catalogue"
        root.mkdir()
        files: dict[str, str | bytes] = {
            "un.md": make_sheet(titre="Premier", statut="x", extra="liens: [deux]\n"),
            "deux.md": make_sheet(titre="Deux", statut="y"),
            "trois.md": make_sheet(titre="Trois"),
            "notes.txt": "x",
        }
        collect_texts(root, files)
        return root

    def tell(self, root: Path, *only: Path) -> tuple[list[str], list[tuple[str, str]]]:
        initiatives, problems = collect_initiatives(root, VOCABULARIES, only)
        return [i.slug for i in initiatives], [(p.path, p.code) for p in problems]

    def test_one_file(self, root: Path) -> None:
        assert self.tell(root, root / "initiatives/un.md") == (
            ["trois"],
            [("initiatives/un.md", "choix_inconnu")],
        )

    def test_two_files(self, root: Path) -> None:
        paths = [root / "initiatives/deux.md", root / "initiatives/notes.txt"]
        assert self.tell(root, *paths)[1] == [
            ("initiatives/notes.txt", "fichier_ignore"),
            ("initiatives/deux.md", "choix_inconnu"),
        ]

    @pytest.mark.parametrize("path", ["", "initiatives"])
    def test_the_whole_folder(self, root: Path, path: str) -> None:
        assert self.tell(root, root / path) == self.tell(root, root / "initiatives/")
        assert len(self.tell(root, root / path)[1]) == 3

    def test_a_sound_file(self, root: Path) -> None:
        assert self.tell(root, root / "initiatives/trois.md") == (["trois"], [])

    def test_relative_to_the_current_folder(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(root / "initiatives")
        assert self.tell(root, Path("un.md"))[1] == [("initiatives/un.md", "choix_inconnu")]
        assert len(self.tell(root, Path())[1]) == 3

    def test_other_files_of_the_catalogue_are_not_ours(self, root: Path) -> None:
        (root / "initiatives/images").mkdir()
        (root / "initiatives/images/a.jpg").touch()
        (root / "mkdocs.yml").touch()
        paths = [
            root / "initiatives/images/a.jpg",
            root / "initiatives/images",
            root / "mkdocs.yml",
        ]
        assert self.tell(root, *paths) == ([], [])

    def test_a_folder_outside(self, root: Path, tmp_path: Path) -> None:
        outside = tmp_path / "ailleurs"
        (outside / "images").mkdir(parents=True)
        (outside / "images/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        image = "images: [{fichier: a.png, alt: Une image, credit: Nous}]\n"
        (outside / "quatre.md").write_text(make_sheet(extra=image), "utf-8")
        (outside / "cinq.md").write_text(make_sheet(titre="5", extra="liens: [un]\n"), "utf-8")
        slugs, problems = self.tell(root, outside)
        assert slugs == ["quatre"]
        assert problems == [
            (f"{outside.as_posix()}/cinq.md", "texte_attendu"),
            (f"{outside.as_posix()}/cinq.md", "lien_casse"),
        ]

    def test_a_link_is_judged_not_followed(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "secret.md").write_text("secret", "utf-8")
        (root / "initiatives/lien.md").symlink_to(tmp_path / "secret.md")
        (root / "initiatives/dossier.md").mkdir()
        paths = [root / "initiatives/lien.md", root / "initiatives/dossier.md"]
        assert self.tell(root, *paths)[1] == [
            ("initiatives/dossier.md", "dossier_au_lieu_de_fichier"),
            ("initiatives/lien.md", "lien_symbolique_sortant"),
        ]


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    for switch in (gc.disable, gc.enable):
        switch()
        before = gc.isenabled()
        collect_texts(tmp_path, {"essai.md": make_sheet()})
        assert gc.isenabled() is before


def test_the_demonstration_is_sound() -> None:
    vocabularies, _ = load_vocabularies(ROOT / "vocabulaires")
    initiatives, problems = collect_initiatives(ROOT, vocabularies)
    assert [show(problem) for problem in problems] == []
    assert len(initiatives) == len(list((ROOT / "initiatives").glob("*.md")))


def test_the_same_files_give_the_same_initiatives(tmp_path: Path) -> None:
    first = collect_texts(tmp_path, {"essai.md": FULL})
    shutil.rmtree(tmp_path / "initiatives")
    assert collect_texts(tmp_path, {"essai.md": FULL}) == first
