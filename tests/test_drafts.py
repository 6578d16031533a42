"""`essaim new`: the questions, the file written, and what its author has left to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from essaim.collect.frontmatter import Document, read_document
from essaim.collect.model import Fiche
from essaim.collect.vocabulary import load_vocabularies
from essaim.drafts import Answers, count_marks, save_draft, write_block, write_draft, write_scalar
from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-20"
MARK = "À compléter"
RESUME = "Des habitants réparent leur vélo avec des pièces récupérées, dans un local de la ville."
OPTIONS = {
    "--titre": "L’Étoile du marché",
    "--resume": RESUME,
    "--type": "atelier",
    "--theme": "mobilite",
    "--statut": "en-activite",
    "--porteur": "Les Rayons du canal",
    "--forme": "association",
    "--commune": "Denain",
    "--code-postal": "59220",
    "--adresse": "12 rue de la République",
    "--source": "Entretien avec l’association",
}
"""Every answer, as options."""
STORY = "Tout a commencé par une cave pleine de vélos abandonnés."


def spread(options: dict[str, str]) -> list[str]:
    return [part for option in options.items() for part in option]


def read(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def fill_marks(draft: str) -> str:
    """Do what an author does: a value for each mark, a story in place of the comment."""
    values = {
        "resume": RESUME,
        "type": "atelier",
        "themes": "[mobilite]",
        "statut": "en-projet",
        "nom": "Les Rayons du canal",
        "forme": "association",
        "commune": "Denain",
        "titre": "Entretien",
    }
    head, body = draft.split("\n---\n")
    head = re.sub(
        rf"^( *(?:- )?)(\w+):  # {MARK}.*$",
        lambda found: f"{found[1]}{found[2]}: {values[found[2]]}",
        head,
        flags=re.MULTILINE,
    )
    return f"{head}\n---\n{STORY if MARK in body else body}\n"


def read_draft(draft: str) -> Document:
    document, flaws = read_document(draft)
    assert document and not flaws
    return document


class TestFile:
    def test_every_answer_is_written(self, catalogue: Path, run: Run) -> None:
        result = run("new", "--non-interactif", *spread(OPTIONS), "--theme", "culture")
        assert result.exit_code == 0, result.output
        draft = (catalogue / "initiatives/l-etoile-du-marche.md").read_text("utf-8")
        assert count_marks(draft) == 1
        data = read_draft(draft).data
        assert data.pop("verifie_le")
        assert data == {
            "titre": "L’Étoile du marché",
            "resume": RESUME,
            "type": "atelier",
            "themes": ["mobilite", "culture"],
            "statut": "en-activite",
            "porteur": {"nom": "Les Rayons du canal", "forme": "association"},
            "lieux": [
                {
                    "commune": "Denain",
                    "adresse": "12 rue de la République",
                    "code_postal": "59220",
                }
            ],
            "sources": [{"titre": "Entretien avec l’association"}],
        }

    @pytest.mark.parametrize(
        "options", [OPTIONS, {"--titre": OPTIONS["--titre"]}], ids=["all", "title"]
    )
    def test_filled_draft_passes_the_check(
        self, catalogue: Path, run: Run, options: dict[str, str]
    ) -> None:
        run("new", "--non-interactif", *spread(options))
        path = catalogue / "initiatives/l-etoile-du-marche.md"
        assert run("check", str(path)).exit_code == 1
        path.write_text(fill_marks(path.read_text("utf-8")), "utf-8")
        assert run("locate").exit_code == 0
        result = run("check", "--strict")
        assert (result.exit_code, result.stdout) == (0, "3 initiatives, aucun problème.\n")

    def test_the_check_finds_every_mark(self, catalogue: Path, run: Run) -> None:
        run("new", "--non-interactif", "--titre", "L’Étoile du marché")
        path = catalogue / "initiatives/l-etoile-du-marche.md"
        lines = path.read_text("utf-8").splitlines()
        marked = {rank for rank, line in enumerate(lines, start=1) if MARK in line and rank > 5}
        told = {
            int(line.split(":")[1])
            for line in run("check").stdout.splitlines()
            if line.startswith("initiatives/l-etoile-du-marche.md:")
        }
        assert marked <= told
        assert len(marked) == count_marks("\n".join(lines))

    @pytest.mark.parametrize("answer", ["", "Denain"])
    def test_optional_fields_are_right_once_uncommented(
        self, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str
    ) -> None:
        monkeypatch.chdir(ROOT)
        vocabularies, problems = load_vocabularies(ROOT / "vocabulaires")
        assert problems == []
        draft = write_draft("essai", Answers("Essai", commune=answer), vocabularies, TODAY)
        filled = fill_marks(draft).replace("atelier\n", "atelier-velo\n")
        filled = filled.replace("en-projet\n", "terminee\n")
        whole = re.sub(r"^( *)#(?=[a-z]|  )", r"\1", filled, flags=re.MULTILINE)
        folder = tmp_path / "initiatives"
        (folder / "images").mkdir(parents=True)
        Image.new("RGB", (8, 8)).save(folder / "images/essai.jpg")
        (folder / "essai.md").write_text(whole, "utf-8")
        told = run("check", str(folder / "essai.md")).stdout.splitlines()
        # The one example that no catalogue holds.
        assert [line for line in told if "essai.md:" in line and ": liens[0]: " not in line] == []
        data = read_draft(whole).data
        assert set(Fiche.model_fields) == set(data)

    def test_an_existing_file_is_never_replaced(self, catalogue: Path, run: Run) -> None:
        path = catalogue / "initiatives/simple.md"
        before = path.read_bytes()
        result = run("new", "--non-interactif", "--titre", "Simple")
        assert result.exit_code == 1
        assert read(result.stderr) == (
            "Erreur : la fiche initiatives/simple.md existe déjà, je ne la remplace pas. "
            "Choisissez un autre nom avec --fiche.\n"
        )
        assert path.read_bytes() == before
        assert (
            run("new", "--non-interactif", "--titre", "Simple", "--fiche", "autre").exit_code == 0
        )
        assert (catalogue / "initiatives/autre.md").is_file()

    def test_a_file_written_meanwhile_is_not_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "initiatives/x.md"
        save_draft(path, "un")
        with pytest.raises(FileExistsError):
            save_draft(path, "deux")
        assert path.read_text("utf-8") == "un"

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--titre", "日本語"], "le titre « 日本語 » ne donne pas de nom de fichier"),
            (["--titre", "ab"], "--titre : 3 à 150 caractères, il y en a 2."),
            (
                ["--titre", "abc", "--resume", "court"],
                "--resume : 40 à 300 caractères, il y en",
            ),
            (["--titre", "abc", "--code-postal", "5922"], "--code-postal : cinq chiffres attendus"),
            (
                ["--titre", "abc", "--type", "atelierr"],
                "--type : « atelierr » n’est pas de ceux-là : vocabulaires/types.yml. "
                "Vouliez-vous dire « atelier » ?",
            ),
            (["--titre", "abc", "--theme", "energie", "--theme", "x"], "--theme : « x » n’est pas"),
            (
                ["--titre", "abc", "--statut", "9"],
                "--statut : « 9 » n’est pas dans la liste, de 1 à",
            ),
            (["--titre", "abc", "--porteur", "x" * 201], "--porteur : 200 caractères au plus"),
            (["--titre", "abc", "--fiche", "Été"], "--fiche : des lettres minuscules sans accent"),
            (["--titre", "abc", "--fiche", "../x"], "--fiche : des lettres minuscules sans accent"),
        ],
    )
    def test_refused_answers_write_nothing(
        self, catalogue: Path, run: Run, options: list[str], message: str
    ) -> None:
        before = sorted(catalogue.rglob("*"))
        result = run("new", "--non-interactif", *options)
        assert result.exit_code in {1, 2}
        assert read(result.stderr).splitlines()[-1].startswith(f"Erreur : {message}")
        assert sorted(catalogue.rglob("*")) == before

    def test_broken_vocabularies_stop(self, catalogue: Path, run: Run) -> None:
        (catalogue / "vocabulaires/types.yml").write_text("- code: [", "utf-8")
        result = run("new", "--non-interactif", "--titre", "Essai")
        assert result.exit_code == 1
        assert result.stderr.startswith("vocabulaires/types.yml:1:")

    def test_next_steps_are_told(self, catalogue: Path, run: Run) -> None:
        assert read(run("new", "--non-interactif", *spread(OPTIONS)).stdout) == (
            "\n"
            "Fiche écrite : initiatives/l-etoile-du-marche.md\n"
            "\n"
            "Et maintenant :\n"
            "  1. Complétez la ligne marquée « À compléter ».\n"
            "  2. Vérifiez : essaim check initiatives/l-etoile-du-marche.md\n"
            "  3. Situez ses lieux : essaim locate\n"
        )


class TestQuestions:
    def test_a_whole_conversation(self, catalogue: Path, run: Run) -> None:
        answers = [
            "",
            "Atelier du canal",
            "trop court",
            RESUME,
            "1",
            "2, Énergie",
            "3",
            "Les Rayons: du canal # 1",
            "SCIC",
            "Denain",
            "59",
            "59220",
            "",
            "Un entretien",
        ]
        result = run("new", input="\n".join(answers) + "\n")
        assert result.exit_code == 0, result.output
        shown = read(result.stdout)
        for sentence in (
            "Une nouvelle initiative.",
            "Son nom : ",
            "  il faut une réponse.",
            "  40 à 300 caractères, il y en a 10.",
            "De quel type est-elle ?\n  1. ",
            "Numéro ou nom : ",
            "Numéros ou noms, séparés par des virgules : ",
            "  3. En activité",
            "  cinq chiffres attendus, par exemple 59220.",
            "Fiche écrite : initiatives/atelier-du-canal.md",
        ):
            assert sentence in shown
        data = read_draft((catalogue / "initiatives/atelier-du-canal.md").read_text("utf-8")).data
        assert data["type"] == "atelier"
        assert data["themes"] == ["mobilite", "energie"]
        assert data["statut"] == "en-activite"
        assert data["porteur"] == {"nom": "Les Rayons: du canal # 1", "forme": "scic"}
        assert data["lieux"] == [{"commune": "Denain", "code_postal": "59220"}]
        assert data["sources"] == [{"titre": "Un entretien"}]

    def test_what_options_say_is_not_asked(self, catalogue: Path, run: Run) -> None:
        result = run("new", *spread(OPTIONS), input="")
        assert result.exit_code == 0, result.output
        assert "Son nom" not in result.stdout

    def test_giving_up_writes_nothing(self, catalogue: Path, run: Run) -> None:
        before = sorted(catalogue.rglob("*"))
        result = run("new", input="Atelier du canal\n")
        assert result.exit_code == 130
        assert result.stderr.endswith("Interrompu.\n")
        assert sorted(catalogue.rglob("*")) == before

    def test_an_existing_file_is_told_before_the_other_questions(
        self, catalogue: Path, run: Run
    ) -> None:
        result = run("new", input="Simple\n")
        assert result.exit_code == 1
        assert "existe déjà" in result.stderr
        assert "En une ou deux phrases" not in result.stdout


class TestWriting:
    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
    def test_scalars_are_read_back(self, value: str) -> None:
        line = write_scalar(value)
        assert "\n" not in line
        assert yaml.safe_load(f"cle: {line}")["cle"] == " ".join(value.split())

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=40, max_size=300))
    def test_folded_texts_are_read_back(self, value: str) -> None:
        document = yaml.safe_load(f"cle: {write_block(value)}\nautre: 1\n")
        assert document["cle"].strip("\n") == " ".join(value.split())

    @pytest.mark.parametrize(
        "value",
        ["oui", "no", "2019", "- a", "a: b", "a #b", "[a]", "'", '"', "*a", "null", "~", "é"],
    )
    def test_texts_stay_texts(self, value: str) -> None:
        assert yaml.safe_load(f"cle: {write_scalar(value)}") == {"cle": value}

    def test_lines_stay_short(self) -> None:
        vocabularies, _ = load_vocabularies(ROOT / "vocabulaires")
        draft = write_draft("essai", Answers("Essai", resume="mot " * 70), vocabularies, TODAY)
        assert max(map(len, draft.splitlines())) <= 120
