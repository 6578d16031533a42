from __future__ import annotations

import pytest

from essaim.publish.territoires import tree
from essaim.publish.territoires.atlas import build_atlas
from tests.publish.catalogues import make_catalogue
from tests.publish.territoires.makers import make_settled


def test_a_small_catalogue_is_shown_whole_and_open() -> None:
    (region,) = tree.grow_tree(build_atlas(make_catalogue(make_settled("velo"))))
    names = []
    branch = region
    while branch.branches:
        assert branch.ouverte
        names.append(branch.lien.nom)
        (branch,) = branch.branches
    assert [*names, branch.lien.nom] == ["Hauts-de-France", "Pas-de-Calais", "Lens-Liévin", "Lens"]
    assert branch.lien.details == "1\u00a0initiative"


def test_a_large_one_stops_where_a_page_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LINKS", 3)
    (region,) = tree.grow_tree(build_atlas(make_catalogue(make_settled("velo"))))
    (departement,) = region.branches
    (epci,) = departement.branches
    assert epci.branches == ()


def test_no_initiative_no_tree() -> None:
    assert tree.grow_tree(build_atlas(make_catalogue())) == ()
