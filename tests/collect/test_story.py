from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from markdown.extensions.toc import TocExtension

from essaim.collect.addresses import Surroundings
from essaim.collect.allowed_html import ALLOWED_ATTRIBUTES, ALLOWED_TAGS
from essaim.collect.html_scan import find_tags
from essaim.collect.markdown_scan import is_worth_reading, scan_story
from essaim.collect.pictures import Pictures
from essaim.collect.story import MAX_STORY, check_story


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    (tmp_path / "content/recits").mkdir(parents=True)
    (tmp_path / "content/recits/un.md").write_text("x", "utf-8")
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.jpg").write_bytes(b"\xff\xd8\xff")
    return Surroundings(tmp_path / "content", Pictures(tmp_path / "images"))


def tell(body: str, surroundings: Surroundings) -> list[tuple[str, int, int]]:
    return [(f.code, f.line, f.column) for f in check_story(body, 10, surroundings)[0]]


@pytest.mark.parametrize(
    ("body", "worth"),
    [
        ("De la prose, avec *un accent* et « des guillemets ».\n\n## Un titre\n", False),
        ("Égalité = liberté.\n", False),
        ("Un [lien](x.md).", True),
        ("Un [lien][x].", True),
        ("[x]: https://exemple.fr", True),
        ("<b>", True),
        ("# Titre", True),
        ("#Titre", True),
        ("Titre\n=====\n", True),
        ("Un mot{: onclick=x }", True),
    ],
)
def test_plain_prose_is_not_tokenised(body: str, worth: bool) -> None:
    assert is_worth_reading(body) is worth


@pytest.mark.parametrize(
    ("body", "flaws"),
    [
        # Links.
        ("Un [lien](https://exemple.fr/), un [autre](mailto:a@b.fr), [ici](#la).", []),
        ("<https://exemple.fr> et <a@b.fr>", []),
        ("Une [page](../content/recits/un.md#suite) et une [fiche](autre.md).", []),
        ("Voir [x](../content/absent.md).", [("page_absente", 10, 10)]),
        ("Voir [x](../content/../x).", [("page_absente", 10, 10)]),
        ("Voir [x](../content/).", [("page_absente", 10, 10)]),
        ("Voir [x](javascript:alert(1)).", [("lien_protocole", 10, 10)]),
        ("Voir [x](JAVASCRIPT:alert(1)).", [("lien_protocole", 10, 10)]),
        ("Voir [x](<java\tscript:alert(1)>).", [("lien_protocole", 10, 11)]),
        ("Voir [x](&#106;avascript:alert(1)).", [("lien_protocole", 10, 1)]),
        ("Voir [x](data:text/html,x).", [("lien_protocole", 10, 10)]),
        ("Voir [x](ftp://exemple.fr).", [("lien_protocole", 10, 10)]),
        ("Voir [x](/absolu/).", [("lien_absolu", 10, 10)]),
        ("Voir [x](//exemple.fr).", [("lien_absolu", 10, 10)]),
        ("Voir [x](www.exemple.fr).", [("lien_sans_protocole", 10, 10)]),
        ("Voir [x](exemple.fr/page).", [("lien_sans_protocole", 10, 10)]),
        ("Voir [x](autre/dossier.html).", [("lien_inconnu", 10, 10)]),
        ("Voir [x]().", [("lien_vide", 10, 1)]),
        ("Voir [](autre.md).", [("lien_sans_texte", 10, 9)]),
        (
            "Voir [![](images/a.jpg)](autre.md).",
            [("image_sans_texte", 10, 11), ("lien_sans_texte", 10, 26)],
        ),
        ("Voir [![Un atelier](images/a.jpg)](autre.md).", []),
        ("Voir [x][y].\n\n[y]: javascript:x\n", [("lien_protocole", 10, 1)]),
        ("Un\n*deux*\n[x](/y)\n", [("lien_absolu", 12, 5)]),
        ("- un\n- deux [x](/y)\n\n  [z](/t)\n", [("lien_absolu", 11, 12), ("lien_absolu", 13, 7)]),
        ("!!! note\n\n    Un [x](/y)\n", [("lien_absolu", 12, 12)]),
        ("| a |\n|---|\n| [x](/y) |\n", [("lien_absolu", 12, 7)]),
        ("Une note[^1].\n\n[^1]: Carnet\n", []),
        ("Une note[^1].\n\n[^1]: [x](/y)\n", [("lien_absolu", 12, 11)]),
        ("```\n[x](/y) <script>\n# Titre\n```\n", []),
        ("Du `code [x](/y) <b onclick=x>`.", []),
        # Images.
        ("![Un atelier](images/a.jpg)", []),
        ("![Un atelier](./images/a.jpg)", []),
        ("![](images/a.jpg)", [("image_sans_texte", 10, 5)]),
        ("![x](images/b.jpg)", [("image_absente", 10, 6)]),
        ("![x](photos/a.jpg)", [("image_ailleurs", 10, 6)]),
        ("![x](https://exemple.fr/a.jpg)", [("image_distante", 10, 6)]),
        ("![x](//exemple.fr/a.jpg)", [("image_distante", 10, 6)]),
        ("![x](data:image/png;base64,x)", [("image_distante", 10, 6)]),
        ("Une [photo](images/b.jpg)", [("image_absente", 10, 13)]),
        # Titles.
        ("# Titre\n\n## Suite\n", [("titre_dans_recit", 10, 1)]),
        ("a\n\n#Titre\n", [("titre_dans_recit", 12, 1)]),
        ("a\n\nTitre\n===\n", [("titre_dans_recit", 12, 1)]),
        ("Le n° 1 #hashtag", []),
        # HTML.
        ("Un <kbd>x</kbd> et <abbr title='y'>x</abbr>.", []),
        ('<div class="note" id="x" markdown="1">\n\nTexte\n\n</div>', []),
        ("<!-- un commentaire <script> -->", []),
        ("Prix < 10 € et > 5 €, <3", []),
        ("Un <script>x</script>", [("balise_html_retiree", 10, 4)]),
        ("<p>\n<iframe src=x></iframe>\n</p>", [("balise_html_retiree", 11, 1)]),
        ("Un <b onclick='x'>mot</b>", [("attribut_html_retire", 10, 4)]),
        (
            "<p style='x' onload=y>a</p>",
            [("attribut_html_retire", 10, 1), ("attribut_html_retire", 10, 1)],
        ),
        ("<a href='javascript:x'>a</a>", [("lien_protocole", 10, 1)]),
        ("Un <a href='/y'>a</a>", [("lien_absolu", 10, 4)]),
        ("<img src='images/a.jpg'>", [("image_sans_texte", 10, 1)]),
        ("<img src='https://exemple.fr/a.jpg' alt='x'>", [("image_distante", 10, 1)]),
        ("Un mot{: .classe #id title='x' onclick='y' }", [("attribut_html_retire", 10, 7)]),
        ("## Titre { onclick=y }", [("attribut_html_retire", 10, 10)]),
    ],
)
def test_stories(surroundings: Surroundings, body: str, flaws: list[tuple[str, int, int]]) -> None:
    assert tell(body, surroundings) == flaws


@pytest.mark.parametrize("body", ["", "\n\n", " \t\n"])
def test_an_empty_story_is_told_on_the_closing_fence(surroundings: Surroundings, body: str) -> None:
    assert tell(body, surroundings) == [("recit_vide", 9, 1)]


def test_links_to_initiatives_are_listed(surroundings: Surroundings) -> None:
    _, mentions = check_story(
        "Voir [un](un.md#suite), [deux](./deux.md)\net [trois](Tro%20is.md).", 10, surroundings
    )
    assert [(m.slug, m.line, m.column) for m in mentions] == [
        ("un", 10, 11),
        ("deux", 10, 32),
        ("Tro is", 11, 12),
    ]


def test_what_python_markdown_makes_is_allowed() -> None:
    story = """
## Un titre { #ancre .classe }

Un paragraphe[^1] avec **gras**, *italique*, `code`, ~~x~~ HTML,
un [lien](https://exemple.fr "t"){: .bouton } et un retour  \nà la ligne.

!!! note "Une note"
    Du texte.

??? tip

> Une citation

| a | b |
|:--|--:|
| 1 | 2 |

Terme
:   Sa définition

1. un
2. deux

- x

3. trois

![Un atelier](images/a.jpg){ width=300 loading=lazy }

<div class="x" markdown>
Du *texte*
</div>

<figure markdown><figcaption>Légende</figcaption></figure>

<details open><summary>Plus</summary>x</details>

---

```python
code
```

*[HTML]: HyperText Markup Language
[^1]: Une note.
"""
    html = markdown.markdown(
        story,
        extensions=[
            "abbr",
            "admonition",
            "attr_list",
            "def_list",
            "fenced_code",
            "footnotes",
            "md_in_html",
            "tables",
            TocExtension(permalink=True),
        ],
        extension_configs={"tables": {"use_align_attribute": True}},
    )
    tags = list(find_tags(html))
    refused = {
        (tag, name)
        for tag, attributes, _ in tags
        for name in [None, *attributes]
        if tag not in ALLOWED_TAGS
        or (name and name not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, frozenset()))
    }
    assert refused == set()
    assert len(tags) > 50


def test_a_very_long_story_is_not_read(surroundings: Surroundings) -> None:
    assert tell("[x](/y) " * (MAX_STORY // 8), surroundings)[0][0] == "lien_absolu"
    assert tell("[x](/y) " * (MAX_STORY // 8 + 1), surroundings) == [("recit_trop_long", 10, 1)]


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("<b>a</b>", [("b", {}, 0)]),
        (
            "<A HREF=x Title='y z' open\nid = \"é&amp;\">",
            [("a", {"href": "x", "title": "y z", "open": "", "id": "é&"}, 0)],
        ),
        ("<a href='&#106;avascript:x'>", [("a", {"href": "javascript:x"}, 0)]),
        ("<br/><hr />", [("br", {}, 0), ("hr", {}, 5)]),
        ("<a title='>'><b>", [("a", {"title": ">"}, 0), ("b", {}, 13)]),
        ("<!-- <b> --><i>", [("i", {}, 12)]),
        ("<i><!-- <b>", [("i", {}, 0)]),
        ("</b> 1 < 2 <3 <!doctype> <?php ?>", []),
        ("<script x", [("script", {"x": ""}, 0)]),
        ("<a <b", [("a", {}, 0), ("b", {}, 3)]),
    ],
)
def test_tags_are_found(source: str, tags: list[tuple[str, dict[str, str], int]]) -> None:
    assert list(find_tags(source)) == tags


def test_marks_are_in_order() -> None:
    assert [mark.line for mark in scan_story("[a](b)\n\n[c](d)\n[e](f)\n")] == [1, 3, 4]
