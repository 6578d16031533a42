"""The plain lists, for readers without scripts."""

from __future__ import annotations

from dataclasses import replace

from essaim.collect.model import Niveau
from essaim.locate.model import Situation, Territoire
from essaim.publish.links import PageLinks
from essaim.publish.plain_lists import ONE_PAGE, Region, list_regions
from essaim.publish.planning import PlannedPage, plan_pages
from essaim.publish.rendering import Renderer
from essaim.publish.stories import StoryWriter
from tests.publish.catalogues import make_catalogue, make_initiative, make_situation
from tests.publish.test_rendering import Checker

LINKS = PageLinks("../../..")
HAUTS = Territoire(Niveau.REGION, "32", "Hauts-de-France")
OCCITANIE = Territoire(Niveau.REGION, "76", "Occitanie")
NORD = Territoire(Niveau.DEPARTEMENT, "59", "Nord")
AISNE = Territoire(Niveau.DEPARTEMENT, "02", "Aisne")
HERAULT = Territoire(Niveau.DEPARTEMENT, "34", "Hérault")


def stand(nom: str, *above: Territoire) -> Situation:
    """Make a resolved place in a commune."""
    return make_situation(territoires=(Territoire(Niveau.COMMUNE, f"c-{nom}", nom), *above))


SETE = make_initiative(
    "sete", lieux=[{"commune": "Sète"}], situations=(stand("Sète", HERAULT, OCCITANIE),)
)
DOUBLE = make_initiative(
    "double",
    titre="<b>Double</b>",
    lieux=[{"commune": "Laon"}, {"commune": "Lille"}, {"commune": "Lille"}],
    situations=(
        stand("Laon", AISNE, HAUTS),
        stand("Lille", NORD, HAUTS),
        stand("Lille", NORD, HAUTS),
    ),
)
LILLE = make_initiative(
    "lille", lieux=[{"commune": "Lille"}], situations=(stand("Lille", NORD, HAUTS),)
)
TRAVELLING = replace(make_initiative("scene"), perimetre=(NORD,))
LOST = make_initiative("perdue", lieux=[{"commune": "Lens"}])


def tell(regions: tuple[Region, ...]) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    return [
        (
            region.nom,
            [
                (group.nom, group.path, [located.slug for located in group.initiatives])
                for group in region.groups
            ],
        )
        for region in regions
    ]


def test_everyone_stands_in_each_departement_it_has_a_place_in() -> None:
    assert tell(list_regions(make_catalogue(SETE, DOUBLE, LILLE, TRAVELLING))) == [
        (
            "Hauts-de-France",
            [
                ("Aisne (02)", "catalogue/liste/02/", ["double"]),
                ("Nord (59)", "catalogue/liste/59/", ["double", "lille"]),
            ],
        ),
        ("Occitanie", [("Hérault (34)", "catalogue/liste/34/", ["sete"])]),
        (
            "Initiatives itinérantes",
            [("Initiatives itinérantes", "catalogue/liste/itinerantes/", ["scene"])],
        ),
    ]


def test_a_place_not_located_yet_is_not_lost() -> None:
    heading = "Initiatives itinérantes ou sans lieu situé"
    assert tell(list_regions(make_catalogue(LOST, TRAVELLING))) == [
        (heading, [(heading, "catalogue/liste/itinerantes/", ["perdue", "scene"])])
    ]


def test_an_unknown_region_comes_after_the_others() -> None:
    adrift = make_initiative("a", lieux=[{"commune": "X"}], situations=(stand("X", NORD),))
    assert [region.nom for region in list_regions(make_catalogue(SETE, adrift))] == [
        "Occitanie",
        "Autres départements",
    ]


def test_an_empty_catalogue_has_no_region() -> None:
    assert list_regions(make_catalogue()) == ()


def plan_lists(*initiatives: object) -> dict[str, PlannedPage]:
    catalogue = make_catalogue(*initiatives)  # type: ignore[arg-type]
    plans = plan_pages(catalogue, Renderer(catalogue), StoryWriter([], {}))
    return {plan.src_uri: plan for plan in plans if plan.src_uri.startswith("catalogue/liste/")}


def check_page(html: str) -> None:
    checker = Checker()
    checker.feed(html)
    assert not checker.open
    steps = zip([0, *checker.headings], checker.headings, strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert checker.headings.count(1) == 1


def test_a_small_catalogue_is_listed_on_one_page() -> None:
    (plan,) = plan_lists(SETE, DOUBLE, LILLE, TRAVELLING, LOST).values()
    html = plan.render(LINKS)
    check_page(html)
    assert plan.src_uri == "catalogue/liste/index.md"
    assert not plan.repeated
    assert html.count('href="../../../initiatives/double/"') == 2
    assert "&lt;b&gt;Double&lt;/b&gt;" in html
    assert "5 initiatives, rangées" in html
    assert html.index("<h3>Nord (59)</h3>") < html.index("<h2>Occitanie</h2>")
    assert "Itinérante\u00a0: Nord" in html


def test_an_empty_catalogue_has_an_empty_list() -> None:
    (plan,) = plan_lists().values()
    assert "Le catalogue est encore vide." in plan.render(LINKS)


def test_a_large_catalogue_has_a_page_for_each_departement() -> None:
    crowd = [
        make_initiative(
            f"i{n:03}", lieux=[{"commune": "Lille"}], situations=(stand("Lille", NORD, HAUTS),)
        )
        for n in range(ONE_PAGE)
    ]
    plans = plan_lists(*crowd, SETE)
    assert list(plans) == [f"catalogue/liste/{name}.md" for name in ("index", "59", "34")]
    index = plans["catalogue/liste/index.md"].render(LINKS)
    check_page(index)
    assert '<a href="../../../catalogue/liste/59/">Nord (59)</a> <span>300 initiatives' in index
    assert "/initiatives/" not in index
    page = plans["catalogue/liste/59.md"]
    assert (page.title, page.description, page.repeated) == (
        "Nord (59)\u00a0: toutes les initiatives",
        "300 initiatives du catalogue\u00a0: Nord (59).",
        True,
    )
    html = page.render(LINKS)
    check_page(html)
    assert html.count('href="../../../initiatives/i') == ONE_PAGE
