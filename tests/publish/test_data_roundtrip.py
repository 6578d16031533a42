"""Whatever the catalogue, what is read back from its data files is what it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.collect.model import Niveau, Statut
from essaim.locate.model import InitiativeSituee, LienQpv, Precision, Relation, Territoire
from essaim.publish.data import write_data
from essaim.publish.views import name_communes
from tests.publish.catalogues import make_catalogue, make_initiative, make_situation
from tests.support.donnees import ReadRow, make_slug, parse_data, read_rows

CHAINS = [
    (
        Territoire(Niveau.COMMUNE, f"{departement}0{n:02}", nom),
        *((Territoire(Niveau.EPCI, f"20000000{n % 3}", f"Agglo {n % 3}"),) if n % 4 else ()),
        Territoire(Niveau.DEPARTEMENT, departement, f"Département {departement}"),
        Territoire(Niveau.REGION, region, f"Région {region}"),
    )
    for departement, region in (("62", "32"), ("2A", "94"), ("01", "84"))
    for n, nom in enumerate(["Lens", "Saint-Denis", "L’Haÿ", "Lens", "Œuilly", "Y"])
]
LETTERS = {"declaree": "d", "numero": "n", "rue": "r", "lieu-dit": "l", "qpv": "q", "commune": "c"}
RELATIONS = {"dans": "d", "proche": "p", "dessert": "s", "commune": "c"}
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=3, max_size=60).filter(
    lambda text: len(text.strip()) >= 3
)
DATES = st.one_of(st.none(), st.sampled_from(["2019", "2019-04", "2019-04-12", "1901"]))
LINKS = st.lists(
    st.builds(
        lambda number, relation, distance: LienQpv(
            f"QN0620{number}M", f"Cité {number}", relation, distance, "2024"
        ),
        st.integers(1, 6),
        st.sampled_from(Relation),
        st.one_of(st.none(), st.integers(0, 300)),
    ),
    max_size=4,
)


@st.composite
def draw_initiative(draw: st.DrawFn) -> InitiativeSituee:
    """Draw an initiative: any words, any number of places, located or not."""
    count = draw(st.integers(0, 3))
    situations = tuple(
        draw(
            st.one_of(
                st.none(),
                st.builds(
                    lambda latitude, longitude, precision, chain, qpv: make_situation(
                        latitude=latitude / 100_000,
                        longitude=longitude / 100_000,
                        precision=precision,
                        territoires=chain,
                        qpv=tuple(qpv),
                    ),
                    st.integers(-9_000_000, 9_000_000),
                    st.integers(-18_000_000, 18_000_000),
                    st.sampled_from(Precision),
                    st.sampled_from(CHAINS),
                    LINKS,
                ),
            )
        )
        for _ in range(count)
    )
    fields: dict[str, Any] = {
        "titre": draw(TEXT),
        "themes": draw(st.lists(st.sampled_from(["energie", "mobilite", "culture"]), min_size=1)),
        "statut": draw(st.sampled_from(Statut)),
        "depuis": draw(DATES),
        "porteur": {"nom": draw(TEXT), "forme": "association"},
        "services": draw(st.lists(TEXT, max_size=3)),
        "publics": draw(st.lists(st.just("tous"), max_size=1)),
        "labels": draw(
            st.lists(
                st.fixed_dictionaries(
                    {"label": st.just("euralens"), "etape": st.just("labellise")},
                    optional={"annee": st.integers(1990, 2030)},
                ),
                max_size=3,
            )
        ),
        "leviers": draw(st.lists(st.just(2), max_size=1)),
        "itinerante": count == 0 or draw(st.booleans()),
        "lieux": [
            {"commune": draw(TEXT), "nom": draw(st.one_of(st.none(), TEXT))} for _ in range(count)
        ],
    }
    located = make_initiative("provisoire", situations, **fields)
    served = draw(LINKS)
    return replace(
        located, dessert=tuple(replace(one, relation=Relation.DESSERT) for one in served)
    )


def name_apart(drawn: list[InitiativeSituee]) -> list[InitiativeSituee]:
    """Give each initiative its own address: the one its title makes, or another."""
    slugs: set[str] = set()
    named = []
    for number, located in enumerate(drawn):
        slug = make_slug(located.initiative.titre)
        if not slug or slug in slugs or number % 3 == 0:
            slug = f"essai-{number}"
        slugs.add(slug)
        initiative = located.initiative.model_copy(update={"slug": slug})
        named.append(replace(located, initiative=initiative))
    return named


def expect_row(located: InitiativeSituee, row: ReadRow) -> None:
    """Compare a row with the initiative it comes from."""
    initiative = located.initiative
    assert (row.slug or make_slug(row.titre)) == located.slug
    assert (row.titre, row.porteur) == (initiative.titre, initiative.porteur.nom)
    assert row.depuis == int((initiative.depuis or "0").replace("-", ""))
    assert row.theme == initiative.theme_principal
    assert row.facettes["theme"] == tuple(dict.fromkeys(initiative.themes))
    assert row.facettes["statut"] == (initiative.statut.value,)
    assert row.facettes["public"] == initiative.publics
    assert set(row.facettes["label"]) == {
        code for one in initiative.labels for code in (one.label, f"{one.label}.{one.etape}")
    }
    assert row.facettes["annee"] == tuple(
        sorted({str(one.annee) for one in initiative.labels if one.annee})
    )
    places = [place for place in located.lieux if place.situation]
    assert [
        (one.latitude, one.longitude, one.precision, one.nom, one.commune) for one in row.places
    ] == [
        (
            place.situation.latitude,
            place.situation.longitude,
            LETTERS[place.situation.precision.value],
            place.lieu.nom,
            place.situation.territoires[0].code,
        )
        for place in places
        if place.situation
    ]
    for read, place in zip(row.places, places, strict=True):
        assert place.situation
        codes = {area.niveau: area.code for area in place.situation.territoires}
        assert (read.epci, read.departement, read.region) == (
            codes.get(Niveau.EPCI),
            codes[Niveau.DEPARTEMENT],
            codes[Niveau.REGION],
        )
    expect_links(located, row)
    assert row.resume == initiative.resume


def expect_links(located: InitiativeSituee, row: ReadRow) -> None:
    """Check that a quartier is told by the best link of where one stands, and by being served."""
    links = [link for place in located.lieux if place.situation for link in place.situation.qpv]
    links += located.dessert
    expected = []
    for code in sorted({link.code for link in links}):
        letters = {RELATIONS[link.relation.value] for link in links if link.code == code}
        expected += [(code, letter) for letter in "dpc" if letter in letters][:1]
        if "s" in letters:
            if expected[-1:] == [(code, "c")]:
                expected.pop()
            expected.append((code, "s"))
    assert [(code, letter) for code, letter, _ in row.liens] == expected
    for code, letter, distance in row.liens:
        measured = [
            link.distance
            for link in links
            if (link.code, RELATIONS[link.relation.value]) == (code, letter)
            and link.distance is not None
        ]
        assert distance == (min(measured) if measured else None)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(draw_initiative(), max_size=6))
def test_what_is_read_is_what_the_catalogue_holds(drawn: list[InitiativeSituee]) -> None:
    catalogue = make_catalogue(*name_apart(drawn))
    contents = write_data(catalogue)
    assert write_data(catalogue) == contents
    rows = read_rows(parse_data(contents))
    slugs = [row.slug or make_slug(row.titre) for row in rows]
    assert sorted(slugs) == sorted(catalogue.by_slug)
    for slug, row in zip(slugs, rows, strict=True):
        expect_row(catalogue.by_slug[slug], row)
        if row.situe is not None:
            assert row.situe == name_communes(catalogue.by_slug[slug])
