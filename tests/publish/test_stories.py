"""Stories: links made for the site, one converter, another process for crowds."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from essaim.publish.stories import CROWD, StoryWriter, publish_address
from tests.support.building import ROOT
from tests.support.factories import make_initiative

EXTENSIONS = ["admonition", "attr_list", "footnotes", "toc"]


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("simple.md", "../simple/"),
        ("./simple.md", "../simple/"),
        ("simple.md#un-mardi", "../simple/#un-mardi"),
        ("../content/contribuer.md", "../../contribuer/"),
        ("../content/contribuer.md#ici", "../../contribuer/#ici"),
        ("../content/label/index.md", "../../label/"),
        ("../content/index.md", "../../"),
        ("../content/fichiers/guide.pdf", "../../fichiers/guide.pdf"),
        ("images/atelier.jpg", "../images/atelier.jpg"),
        ("https://exemple.org/page.md", "https://exemple.org/page.md"),
        ("mailto:a@exemple.org", "mailto:a@exemple.org"),
        ("#un-mardi", "#un-mardi"),
    ],
)
def test_links_between_files_become_links_between_pages(address: str, published: str) -> None:
    assert publish_address(address) == published


def test_a_story_is_converted_and_cleaned() -> None:
    writer = StoryWriter(EXTENSIONS, {})
    story = "Voir [là](autre.md){ .md-button onclick=x }.\n\n![Un vélo](images/velo.jpg)\n"
    html = writer.write_story(make_initiative(recit=story))
    assert 'href="../autre/"' in html
    assert 'src="../images/velo.jpg"' in html
    assert "md-button" in html
    assert "onclick" not in html


def test_a_story_leaves_nothing_to_the_next() -> None:
    writer = StoryWriter(EXTENSIONS, {})
    first = make_initiative("a", recit="## Titre\n\nUne note[^1].\n\n[^1]: Ici.\n")
    alone = StoryWriter(EXTENSIONS, {}).write_story(first)
    assert writer.write_story(first) == alone
    assert writer.write_story(first) == alone
    assert "footnote" not in writer.write_story(make_initiative("b", recit="Rien."))


CROWDED = """
import sys
from essaim.publish.stories import CROWD, StoryWriter
from tests.support.building import ROOT
from tests.support.factories import make_initiative

crowd = [
    make_initiative(f"x{n:03}", recit=f"## Titre {n}\\n\\nRécit **{n}**.") for n in range(CROWD)
]
ahead, alone = (StoryWriter(["admonition", "attr_list", "footnotes", "toc"], {}) for _ in range(2))
ahead.begin_stories(crowd)
assert ahead._workers, "no other process"
order = {"same": crowd, "other": [crowd[7], crowd[3], crowd[-1]], "none": []}[sys.argv[1]]
for one in order:
    assert ahead.write_story(one) == alone.write_story(one), one.slug
ahead.end_stories()
ahead.end_stories()
print("done")
"""
"""In a process of its own: another process is only forked from one that has a single thread."""


@pytest.mark.parametrize("order", ["same", "other", "none"])
def test_another_process_gives_the_same_stories(order: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", CROWDED, order],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == ("done\n", "")


def test_no_process_is_forked_from_several_threads() -> None:
    crowd = [make_initiative(f"x{number:03}") for number in range(CROWD)]
    writer = StoryWriter(EXTENSIONS, {})
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        writer.begin_stories(crowd)
        assert writer._workers is None
        assert writer.write_story(crowd[0]) == "<p>Un récit.</p>"
    finally:
        waiting.set()
        thread.join()
