"""The command line as people and forges use it: sentences, exit codes, files written."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from essaim.cli import main
from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-c", "from essaim.cli import main; main()"]
NBSP = "\u00a0"
COMMANDS = ["new", "check", "locate", "reference", "schema"]


def read(text: str) -> str:
    """Replace no-break spaces, which tests would not show."""
    return text.replace(NBSP, " ").replace("\u202f", " ")


def start(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run `essaim` as its own process."""
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False, **options)


def break_initiative(folder: Path) -> None:
    path = folder / "initiatives/simple.md"
    path.write_text(path.read_text("utf-8").replace("type: atelier", "type: atelierr"), "utf-8")


class TestHelp:
    def test_without_a_command_the_help_is_shown(self, run: Run) -> None:
        result = run()
        assert result.exit_code == 2
        assert read(result.stderr).startswith(
            "Utilisation : essaim [OPTIONS] COMMANDE [ARGUMENTS]…\n"
        )

    def test_program_help(self, run: Run) -> None:
        result = run("--help")
        assert result.exit_code == 0
        assert read(result.stdout) == (
            "Utilisation : essaim [OPTIONS] COMMANDE [ARGUMENTS]…\n"
            "\n"
            "  Essaim : des initiatives locales, chacune dans un fichier, jusqu’à une carte\n"
            "  publiée.\n"
            "\n"
            "  Commencez par « essaim new », puis « essaim check ».\n"
            "\n"
            "Options :\n"
            "  --version  Affiche la version.\n"
            "  --help     Affiche cette aide.\n"
            "\n"
            "Commandes :\n"
            "  new        Écrit une nouvelle fiche à partir de quelques questions.\n"
            "  check      Vérifie les fiches et dit tout ce qui est à corriger.\n"
            "  locate     Situe les nouveaux lieux et les garde dans lieux.lock.json.\n"
            "  reference  Installe les contours officiels des quartiers prioritaires.\n"
            "  schema     Écrit le schéma des fiches, pour les éditeurs de texte.\n"
        )

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_its_help_in_french(self, run: Run, command: str) -> None:
        result = run(command, "--help")
        assert result.exit_code == 0
        text = read(result.stdout)
        assert text.startswith(f"Utilisation : essaim {command} [OPTIONS]")
        assert "\nOptions :\n" in text
        assert "Affiche cette aide." in text
        for english in ("Usage", "Show this", "Arguments:", "Options:", "default"):
            assert english not in text

    @pytest.mark.parametrize("width", ["20", "50", "200"])
    @pytest.mark.parametrize("command", COMMANDS)
    def test_help_fits_any_terminal(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, command: str, width: str
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        assert run(command, "--help").exit_code == 0

    def test_every_option_is_explained(self) -> None:
        silent = [
            f"{command.name} {option.opts}"
            for command in main.commands.values()
            for option in command.params
            if isinstance(option, click.Option) and not option.help
        ]
        assert silent == []

    def test_version(self, run: Run) -> None:
        result = run("--version")
        assert result.exit_code == 0
        assert result.stdout.startswith("Essaim ")


class TestMisuse:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["chek"], "la commande « chek » n’existe pas. Vouliez-vous dire « check » ?"),
            (["xyz"], "la commande « xyz » n’existe pas."),
            (["--vesion"], "l’option --vesion n’existe pas. Vouliez-vous dire « --version » ?"),
            (
                ["check", "--strct"],
                "l’option --strct n’existe pas. Vouliez-vous dire « --strict » ?",
            ),
            (["check", "-z"], "l’option -z n’existe pas."),
            (["check", "--format"], "l’option --format attend une valeur."),
            (["check", "--strict=oui"], "l’option --strict ne prend pas de valeur."),
            (
                ["check", "--format", "xml"],
                "--format : « xml » n’existe pas ; valeurs possibles : text, github, gitlab, json.",
            ),
            (["check", "nulle/part.md"], "« nulle/part.md » n’existe pas."),
            (["locate", "x", "y"], "je ne sais que faire de « x y »."),
            (["new", "--non-interactif"], "--titre : il faut une réponse."),
        ],
    )
    def test_misuse_is_explained(
        self, catalogue: Path, run: Run, arguments: list[str], message: str
    ) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert read(result.stderr).splitlines()[-1] == f"Erreur : {message}"

    def test_misuse_says_where_the_help_is(self, run: Run) -> None:
        assert read(run("check", "--strct").stderr).splitlines()[:3] == [
            "Utilisation : essaim check [OPTIONS] [CHEMINS]…",
            "« essaim check --help » donne l’aide.",
            "",
        ]

    @pytest.mark.parametrize("command", ["check", "locate", "schema"])
    def test_a_folder_that_is_no_catalogue(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, command: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = run(command)
        assert result.exit_code == 2
        assert f"« {tmp_path.as_posix()} » n’est pas un catalogue" in read(result.stderr)

    def test_a_root_that_is_no_catalogue(self, catalogue: Path, run: Run) -> None:
        result = run("check", "-C", "initiatives")
        assert result.exit_code == 2
        assert "n’est pas un catalogue" in read(result.stderr)


class TestCheck:
    def test_a_sound_catalogue(self, catalogue: Path, run: Run) -> None:
        result = run("check", "--strict")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "2 initiatives, aucun problème.\n"

    def test_an_error_stops(self, catalogue: Path, run: Run) -> None:
        break_initiative(catalogue)
        result = run("check")
        assert result.exit_code == 1
        lines = read(result.stdout).splitlines()
        assert lines[0].startswith("initiatives/simple.md:4:1: type: ")
        assert lines[1].startswith("    → ")
        assert "atelier" in lines[1]
        assert lines[-1] == "1 erreur dans 1 fichier."

    def test_a_warning_stops_only_when_strict(self, catalogue: Path, run: Run) -> None:
        (catalogue / "lieux.lock.json").unlink()
        usual, strict = run("check"), run("check", "--strict")
        assert (usual.exit_code, strict.exit_code) == (0, 1)
        assert "avertissement : " in read(usual.stdout)
        assert strict.stdout == (
            usual.stdout + "Avec --strict, un avertissement compte comme une erreur.\n"
        )

    def test_one_file(self, catalogue: Path, run: Run) -> None:
        break_initiative(catalogue)
        other = run("check", "initiatives/double.md")
        assert (other.exit_code, other.stdout) == (0, "1 initiative, aucun problème.\n")
        assert run("check", "initiatives/simple.md").exit_code == 1

    def test_a_folder_outside_the_catalogue(self, catalogue: Path, run: Run) -> None:
        shutil.copytree(catalogue / "initiatives", catalogue / "ailleurs")
        break_initiative(catalogue)
        # Its places are nobody's: they are not asked to be located.
        (catalogue / "lieux.lock.json").unlink()
        result = run("check", "ailleurs")
        assert (result.exit_code, result.stdout) == (0, "2 initiatives, aucun problème.\n")

    def test_from_a_folder_below(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        break_initiative(catalogue)
        monkeypatch.chdir(catalogue / "initiatives")
        assert run("check").stdout.startswith("simple.md:4:1: type: ")

    def test_from_elsewhere(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        break_initiative(catalogue)
        monkeypatch.chdir(catalogue.parent)
        result = run("check", "--racine", "catalogue")
        assert result.stdout.startswith("catalogue/initiatives/simple.md:4:1: type: ")

    def test_typography_is_checked_when_asked(self, catalogue: Path, run: Run) -> None:
        path = catalogue / "initiatives/simple.md"
        sound = path.read_text("utf-8")
        path.write_text(sound + "\nL'eau : oui.\n", "utf-8")
        line = len(path.read_text("utf-8").splitlines())
        assert run("check").stdout == "2 initiatives, aucun problème.\n"
        result = run("check", "--typographie")
        assert result.exit_code == 0
        assert f"initiatives/simple.md:{line}:2: avertissement : L’apostrophe" in read(
            result.stdout
        )
        assert run("check", "--typographie", "--strict").exit_code == 1

    def test_typography_is_mended_in_the_files(self, catalogue: Path, run: Run) -> None:
        path = catalogue / "initiatives/simple.md"
        sound = path.read_text("utf-8")
        path.write_text(sound + "\nL'eau : oui.\n", "utf-8")
        result = run("check", "--fix", "--typographie", str(path))
        assert (result.exit_code, result.stdout) == (
            0,
            "1 fiche corrigée.\n1 initiative, aucun problème.\n",
        )
        assert path.read_text("utf-8") == sound + f"\nL’eau{NBSP}: oui.\n"
        assert run("check", "--fix").stdout == "2 initiatives, aucun problème.\n"

    def test_typography_names_files_as_the_check_does(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = catalogue.parent / "ailleurs/simple.md"
        path.parent.mkdir()
        sound = (catalogue / "initiatives/simple.md").read_text("utf-8")
        broken = re.sub(r"(?m)^type: .*", "type: inconnu", sound)
        path.write_text(broken + "\nL'eau.\n", "utf-8")
        monkeypatch.chdir(catalogue.parent)
        told = run("check", "--racine", "catalogue", "--typographie", "ailleurs/simple.md").stdout
        named = [line for line in told.splitlines() if ".md:" in line]
        assert len(named) > 1
        assert all(line.startswith("ailleurs/simple.md:") for line in named)

    def test_mending_a_link_mends_its_target(self, catalogue: Path, run: Run) -> None:
        path = catalogue / "initiatives/simple.md"
        sound = path.read_text("utf-8")
        path.write_text(sound + "\nL'eau.\n", "utf-8")
        link = path.with_name("lien.md")
        link.symlink_to(path.name)
        run("check", "--fix")
        assert link.is_symlink()
        assert path.read_text("utf-8") == sound + "\nL’eau.\n"

    def test_github(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        break_initiative(catalogue)
        summary = tmp_path / "summary.md"
        summary.write_text("# Avant\n", "utf-8")
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        # The runner names files from the repository, of which the catalogue is a part.
        monkeypatch.setenv("GITHUB_WORKSPACE", str(catalogue.parent))
        result = run("check", "--format", "github")
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        assert lines[0].startswith(
            "::error file=catalogue/initiatives/simple.md,line=4,col=1,title=type::"
        )
        assert lines[-1] == "1 erreur dans 1 fichier."
        page = summary.read_text("utf-8")
        assert page.startswith("# Avant\n## Vérification des fiches\n\n1 erreur dans 1 fichier.\n")
        assert "| catalogue/initiatives/simple.md:4 | type |" in page

    def test_gitlab(self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        break_initiative(catalogue)
        monkeypatch.setenv("CI_PROJECT_DIR", str(catalogue))
        result = run("check", "--format", "gitlab")
        assert result.exit_code == 1
        (record,) = json.loads(result.stdout)
        assert record["location"] == {"path": "initiatives/simple.md", "lines": {"begin": 4}}
        assert result.stderr == "1 erreur dans 1 fichier.\n"

    def test_json(self, catalogue: Path, run: Run) -> None:
        result = run("check", "--format", "json")
        assert (result.exit_code, json.loads(result.stdout)) == (0, [])
        break_initiative(catalogue)
        (record,) = json.loads(run("check", "--format", "json").stdout)
        assert (record["path"], record["severity"]) == ("initiatives/simple.md", "erreur")

    def test_broken_vocabularies_are_told(self, catalogue: Path, run: Run) -> None:
        (catalogue / "vocabulaires/themes.yml").write_text("- code: [", "utf-8")
        result = run("check")
        assert result.exit_code == 1
        assert "vocabulaires/themes.yml:1:" in result.stdout

    @pytest.mark.parametrize("form", ["text", "github", "gitlab", "json"])
    def test_hostile_files_are_reported_like_others(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, form: str
    ) -> None:
        monkeypatch.chdir(ROOT)
        result = run("check", "tests/fixtures/hostile", "--format", form)
        assert result.exit_code == 1
        assert re.search(r"\d+ erreurs", result.output)
        # No file may write more, or other, than lines of the report.
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.stdout)

    def test_links_are_named_not_followed(self, catalogue: Path, run: Run) -> None:
        (catalogue / "initiatives/boucle.md").symlink_to("boucle.md")
        (catalogue / "initiatives/dehors.md").symlink_to("/etc/hostname")
        result = run("check")
        assert result.exit_code == 1
        assert [line.split(": ")[0] for line in result.stdout.splitlines()[:4:2]] == [
            "initiatives/boucle.md:1:1",
            "initiatives/dehors.md:1:1",
        ]

    def test_missing_reference_is_no_traceback(self, catalogue: Path, run: Run) -> None:
        (catalogue / "reference/communes.csv.gz").unlink()
        result = run("check")
        assert result.exit_code == 1
        assert read(result.stderr).endswith(
            "reference/communes.csv.gz : fichier ou dossier introuvable.\n"
        )


class TestLocate:
    def test_new_places_are_shown_and_kept(self, catalogue: Path, run: Run) -> None:
        lock = catalogue / "lieux.lock.json"
        lock.unlink()
        result = run("locate")
        assert result.exit_code == 0, result.output
        assert read(result.stdout) == (
            "initiatives/double.md : Lens → 50.42930, 2.83240 (centre de la commune)\n"
            "initiatives/simple.md : Denain → 50.32540, 3.39510 (centre de la commune)\n"
            "2 lieux situés, gardés dans lieux.lock.json.\n"
        )
        assert len(json.loads(lock.read_text("utf-8"))["lieux"]) == 2

    def test_nothing_new(self, catalogue: Path, run: Run) -> None:
        before = (catalogue / "lieux.lock.json").read_bytes()
        result = run("locate")
        assert (result.exit_code, result.stdout) == (
            0,
            "Tous les lieux sont situés, rien à résoudre.\n",
        )
        assert (catalogue / "lieux.lock.json").read_bytes() == before

    def test_dry_run_writes_nothing(self, catalogue: Path, run: Run) -> None:
        (catalogue / "lieux.lock.json").unlink()
        result = run("locate", "--dry-run")
        assert result.exit_code == 0
        assert result.stdout.endswith("rien d’écrit (--dry-run).\n")
        assert not (catalogue / "lieux.lock.json").exists()

    def test_places_nobody_uses_are_dropped(self, catalogue: Path, run: Run) -> None:
        (catalogue / "initiatives/simple.md").unlink()
        assert read(run("locate", "--dry-run").stdout) == (
            "1 lieu serait retiré : plus aucune fiche ne le cite.\n"
        )
        assert read(run("locate").stdout) == "1 lieu retiré : plus aucune fiche ne le cite.\n"

    def test_a_broken_file_keeps_its_places(self, catalogue: Path, run: Run) -> None:
        before = (catalogue / "lieux.lock.json").read_bytes()
        break_initiative(catalogue)
        result = run("locate")
        assert result.exit_code == 1
        assert result.stderr.startswith("initiatives/simple.md:4:1: type: ")
        assert (catalogue / "lieux.lock.json").read_bytes() == before

    def test_warnings_about_other_things_are_left_to_the_check(
        self, catalogue: Path, run: Run
    ) -> None:
        (catalogue / "initiatives/notes.txt").write_text("…", "utf-8")
        assert "avertissement" in run("check").stdout
        assert run("locate").exit_code == 0

    def test_a_lock_that_cannot_be_read_is_not_overwritten(self, catalogue: Path, run: Run) -> None:
        lock = catalogue / "lieux.lock.json"
        lock.write_text("<<<<<<< ours\n", "utf-8")
        result = run("locate")
        assert result.exit_code == 1
        assert result.stderr.startswith("lieux.lock.json:1:1: ")
        assert lock.read_text("utf-8") == "<<<<<<< ours\n"

    def test_a_commune_that_does_not_exist(self, catalogue: Path, run: Run) -> None:
        path = catalogue / "initiatives/simple.md"
        path.write_text(
            path.read_text("utf-8")
            .replace("Denain", "Dennain")
            .replace('    code_insee: "59172"\n', ""),
            "utf-8",
        )
        result = run("locate")
        assert result.exit_code == 1
        assert "Commune inconnue" in result.stderr
        assert "Denain" in result.stderr


class TestSchema:
    def test_on_the_screen(self, catalogue: Path, run: Run) -> None:
        result = run("schema")
        assert result.exit_code == 0
        assert "titre" in json.loads(result.stdout)["properties"]

    def test_in_a_file(self, catalogue: Path, run: Run) -> None:
        result = run("schema", "--output", "nouveau/schema.json")
        assert (result.exit_code, result.stdout) == (0, "")
        assert read(result.stderr) == "Schéma écrit : nouveau/schema.json\n"
        written = (catalogue / "nouveau/schema.json").read_text("utf-8")
        assert written == run("schema").stdout

    def test_a_folder_in_its_place(self, catalogue: Path, run: Run) -> None:
        result = run("schema", "--output", "initiatives")
        assert result.exit_code == 1
        assert read(result.stderr) == "Erreur : initiatives : un fichier était attendu.\n"


class TestProcess:
    """What only a real process shows: streams, signals, exit codes."""

    @pytest.mark.parametrize(
        "locale",
        [
            {"LANG": "C"},
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        ],
    )
    def test_output_is_utf8_in_any_locale(self, catalogue: Path, locale: dict[str, str]) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"))
        }
        result = start("check", "nulle-part", env=kept | locale)
        assert result.returncode == 2
        assert "Erreur\u00a0: «\u00a0nulle-part\u00a0» n’existe pas." in result.stderr.decode()

    def test_asked_encoding_is_respected(self, catalogue: Path) -> None:
        asked = {**os.environ, "PYTHONIOENCODING": "latin-1"}
        result = start("check", "nulle-part", env=asked)
        assert b"\xab\xa0nulle-part\xa0\xbb n\\u2019existe pas." in result.stderr

    def test_a_closed_pipe_is_no_traceback(self, catalogue: Path) -> None:
        process = subprocess.Popen(
            [*PROGRAM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout and process.stderr
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        process.wait(60)
        assert b"Traceback" not in errors

    def test_no_colour_in_a_pipe(self, catalogue: Path) -> None:
        break_initiative(catalogue)
        result = start("check", env={**os.environ, "FORCE_COLOR": "1"})
        assert result.returncode == 1
        assert b"\x1b" not in result.stdout

    @pytest.mark.parametrize(
        ("variables", "colored"),
        [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    )
    def test_colour_on_a_terminal(
        self, catalogue: Path, variables: dict[str, str], colored: bool
    ) -> None:
        break_initiative(catalogue)
        output, status = run_on_terminal("check", variables=variables)
        assert status == 1
        assert ("\x1b[31m" in output) is colored
        assert "1 erreur" in output

    def test_progress_on_a_terminal(self, catalogue: Path) -> None:
        (catalogue / "lieux.lock.json").unlink()
        output, status = run_on_terminal("locate")
        assert status == 0
        assert "███████████████░░░░░░░░░░░░░░░ 1/2" in output
        assert "2 lieux situés, gardés dans lieux.lock.json." in output

    def test_interruption_is_clean(self, catalogue: Path) -> None:
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [*PROGRAM, "new"], stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)
        output = read_until(master, "Son nom")
        # Python's readline may miss a signal that comes between the prompt and its wait for a key:
        # people press Ctrl-C again, so do we.
        for _ in range(10):
            process.send_signal(signal.SIGINT)
            output += read_until(master, "Interrompu.", patience=5)
            if "Interrompu." in output:
                break
        os.close(master)
        assert process.wait(60) == 130
        assert "Interrompu." in output
        assert "Traceback" not in output


def run_on_terminal(*arguments: str, variables: dict[str, str] | None = None) -> tuple[str, int]:
    """Run `essaim` on a pseudo-terminal; return what it showed and its exit code."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **(variables or {})}
    process = subprocess.Popen(
        [*PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    output = read_until(master, None)
    os.close(master)
    return output, process.wait(60)


def read_until(master: int, sign: str | None, patience: float = 60) -> str:
    """Read a pseudo-terminal until a sign is shown, or to its end, or to the end of patience."""
    shown = b""
    limit = time.monotonic() + patience
    while (left := limit - time.monotonic()) > 0 and select.select([master], [], [], left)[0]:
        try:
            chunk = os.read(master, 4096)
        except OSError:
            # Linux says so when the program has closed its side.
            break
        shown += chunk
        if not chunk or (sign and sign in shown.decode(errors="ignore")):
            break
    return shown.decode(errors="ignore")


class TestCrash:
    def test_a_fault_of_ours_is_told_without_traceback(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("essaim.commands.check.check_files", lambda *_: 1 / 0)
        result = run("check")
        assert result.exit_code == 70
        assert read(result.stderr) == (
            "Erreur : Essaim a rencontré un défaut qui lui est propre "
            "(ZeroDivisionError: division by zero).\n"
            "Vos fichiers ne sont pas en cause. Relancez avec ESSAIM_TRACE=1 pour le détail à "
            "joindre au signalement.\n"
        )

    def test_the_traceback_is_there_for_those_who_ask(
        self, catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ESSAIM_TRACE", "1")
        monkeypatch.setattr("essaim.commands.check.check_files", lambda *_: 1 / 0)
        assert isinstance(run("check").exception, ZeroDivisionError)
