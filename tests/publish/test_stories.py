"""Stories: links made for the site, one converter, another process for crowds."""

from __future__ import annotations

import pytest

from essaim.publish.stories import CROWD, StoryWriter, publish_address
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


def make_crowd() -> list:
    return [
        make_initiative(f"x{number:03}", recit=f"## Titre {number}\n\nRécit **{number}**.")
        for number in range(CROWD)
    ]


def test_another_process_gives_the_same_stories() -> None:
    crowd = make_crowd()
    ahead, alone = StoryWriter(EXTENSIONS, {}), StoryWriter(EXTENSIONS, {})
    ahead.begin_stories(crowd)
    try:
        assert [ahead.write_story(one) for one in crowd] == [
            alone.write_story(one) for one in crowd
        ]
    finally:
        ahead.end_stories()


def test_stories_asked_in_another_order_are_right_too() -> None:
    crowd = make_crowd()
    writer = StoryWriter(EXTENSIONS, {})
    writer.begin_stories(crowd)
    try:
        for one in (crowd[7], crowd[3], crowd[-1]):
            assert one.recit.splitlines()[0].removeprefix("## ") in writer.write_story(one)
    finally:
        writer.end_stories()


def test_a_stopped_process_is_done_without() -> None:
    crowd = make_crowd()
    writer = StoryWriter(EXTENSIONS, {})
    writer.begin_stories(crowd)
    writer.end_stories()
    writer.end_stories()
