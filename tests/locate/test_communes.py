from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from essaim.locate.communes import CommuneDoubt, CommuneFound, Doubt, find_commune
from essaim.locate.reference import Reference


@pytest.mark.parametrize(
    ("nom", "code_postal", "code_insee", "commune", "part"),
    [
        ("Grenay", "62160", None, "62386", None),
        ("GRENAY", None, "62386", "62386", None),
        ("Saint-Denis", "93200", None, "93066", None),
        ("st denis", "97400", None, "97411", None),
        ("Saint Denis", None, "93066", "93066", None),
        ("Mamoudzou", None, None, "97611", None),
        ("Ajaccio", "20090", None, "2A004", None),
        ("Nouméa", "98800", None, "98818", None),
        ("Le Havre", None, None, "76351", None),
        ("Havre", None, None, "76351", None),
        ("L'Haÿ les Roses", None, None, "94038", None),
        ("L’Hay-les-Roses", "94240", None, "94038", None),
        ("Oeuilly", "51480", None, "51410", None),
        ("Villeneuve d’Ascq", None, None, "59009", None),
        ("Bors", "16190", None, "16052", None),
        ("Paris 11e", None, None, "75056", "75111"),
        ("Paris 11e Arrondissement", "75011", "75111", "75056", "75111"),
        ("Paris", "75011", None, "75056", "75111"),
        ("Paris", "75116", None, "75056", "75116"),
        ("Paris", None, "75111", "75056", "75111"),
        ("Paris", None, None, "75056", None),
        ("Lyon 3ème", None, None, "69123", "69383"),
        ("Marseille", "13003", None, "13055", "13203"),
        ("Marseille", None, None, "13055", None),
        ("Lomme", "59160", None, "59350", "59355"),
        ("Lille", "59160", None, "59350", None),
        ("Arbignieu", None, None, "01015", "01015"),
        ("Pierrefitte-sur-Seine", "93380", "93059", "93066", "93059"),
        ("Saint-Denis", "93200", "93059", "93066", "93059"),
        ("Île Saint-Paul", None, "98411", None, None),
    ],
)
def test_a_commune_is_settled(
    reference: Reference,
    nom: str,
    code_postal: str | None,
    code_insee: str | None,
    commune: str | None,
    part: str | None,
) -> None:
    found = find_commune(reference, nom, code_postal, code_insee)
    if commune is None:
        assert isinstance(found, CommuneDoubt)
        return
    assert isinstance(found, CommuneFound)
    assert found.commune.code == commune
    assert (found.part.code if found.part else None) == part


@pytest.mark.parametrize(
    ("nom", "code_postal", "code_insee", "doubt", "candidates"),
    [
        ("Saint-Denis", None, None, Doubt.HOMONYMS, ["97411", "93066", "11339", "30247"]),
        ("Grenay", None, None, Doubt.HOMONYMS, ["62386", "38184"]),
        ("Beaune", None, None, Doubt.HOMONYMS, ["21054", "73261"]),
        # A former commune « Cannet » and, less the article, Le Cannet.
        ("Cannet", None, None, Doubt.HOMONYMS, ["06030", "32344"]),
        ("Château-Chinon", "58120", None, Doubt.HOMONYMS, ["58062", "58063"]),
        (
            "Saint-Denis",
            "59000",
            None,
            Doubt.FOREIGN_POSTCODE,
            ["97411", "93066", "11339", "30247"],
        ),
        (
            "Saint-Denis",
            "93205",
            None,
            Doubt.FOREIGN_POSTCODE,
            ["93066", "97411", "11339", "30247"],
        ),
        ("Lens Cedex", "62302", None, Doubt.FOREIGN_POSTCODE, ["62498"]),
        ("Paris 11e", "75012", None, Doubt.FOREIGN_POSTCODE, ["75056"]),
        ("Denain", "59000", "59172", Doubt.FOREIGN_POSTCODE, ["59172"]),
        ("Grenai", "62160", None, Doubt.UNKNOWN, ["62386"]),
        ("Hénin", "62110", None, Doubt.UNKNOWN, ["62427", "62426", "62651"]),
        ("Zzzzzzzzz", "62160", None, Doubt.UNKNOWN, []),
        ("", None, None, Doubt.UNKNOWN, []),
        ("Denain", None, "59999", Doubt.UNKNOWN_INSEE, ["59172"]),
        ("Grenay", None, "62999", Doubt.UNKNOWN_INSEE, []),
        ("Denin", "59220", "59172", Doubt.OTHER_INSEE, ["59172"]),
        ("Paris 12e", None, "75111", Doubt.OTHER_INSEE, ["75056"]),
    ],
)
def test_a_doubt_says_why_and_who(
    reference: Reference,
    nom: str,
    code_postal: str | None,
    code_insee: str | None,
    doubt: Doubt,
    candidates: list[str],
) -> None:
    found = find_commune(reference, nom, code_postal, code_insee)
    assert isinstance(found, CommuneDoubt)
    assert found.doubt is doubt
    assert [one.commune.code for one in found.candidates] == candidates


def test_suggestions_stay_in_the_departement_of_the_postcode(reference: Reference) -> None:
    found = find_commune(reference, "Roubais", "13001")
    assert isinstance(found, CommuneDoubt)
    assert all(one.commune.departement == "13" for one in found.candidates)


def test_every_commune_is_found_by_its_own_name_postcode_and_code(reference: Reference) -> None:
    for row in range(len(reference)):
        one = reference.read_row(row)
        whole = reference.get_parent(one)
        postcodes = one.codes_postaux or whole.codes_postaux
        found = find_commune(reference, one.nom, postcodes[0] if postcodes else None, whole.code)
        assert isinstance(found, CommuneFound), one
        assert found.commune == whole


CODES = st.none() | st.sampled_from(["62160", "75011", "62386", "75111", "01126", ""]) | st.text()


@given(st.text() | st.sampled_from(["Grenay", "Paris 11e", "Saint-Denis"]), CODES, CODES)
@example("x" * 100_000, None, None)
@example("l \n", "9", "\x00")
@example("saint", None, None)
def test_any_text_gives_a_result(
    reference: Reference, nom: str, code_postal: str | None, code_insee: str | None
) -> None:
    found = find_commune(reference, nom, code_postal, code_insee)
    assert isinstance(found, CommuneFound | CommuneDoubt)
