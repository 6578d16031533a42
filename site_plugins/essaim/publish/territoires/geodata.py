"""GeoJSON (RFC 7946): a point per place, longitude first, WGS84."""

from __future__ import annotations

from collections.abc import Iterable

from essaim.collect.model import Niveau
from essaim.locate.model import Situation
from essaim.publish.data import write_json
from essaim.publish.territoires.atlas import Territory
from essaim.publish.territoires.presences import Lien, Presence
from essaim.publish.territoires.rows import BASE, BaseRow, Cell

LISTS = frozenset(BASE) - {"titre", "resume", "type", "statut", "depuis", "porteur", "forme"}


def write_properties(slug: str, base: BaseRow) -> str:
    """Write what a feature says of an initiative, for every territory: JSON left open."""
    named = zip(BASE, base.values, strict=True)
    properties: dict[str, object] = {"slug": slug}
    for column, words in named:
        properties[column] = list(words) if column in LISTS else next(iter(words), None)
    properties["adresse_page"] = base.adresse
    return write_json(properties)[:-1]


def write_features(
    presence: Presence, territory: Territory, properties: str, relation: str, distance: Cell
) -> list[str]:
    """Write an initiative's places in a territory; those it acts from when none is there.

    An itinerant one without a place is a feature without geometry.
    """
    tie = f',"relation":{write_json(relation)},"distance_m":{write_json(distance)}}}'
    features = []
    places: list[Situation | None] = [*_list_places(presence, territory)]
    for situation in places or [None]:
        geometry = precision = None
        if situation:
            point = [situation.longitude, situation.latitude]
            geometry = {"type": "Point", "coordinates": point}
            precision = situation.precision.value
        features.append(
            f'{{"type":"Feature","geometry":{write_json(geometry)},"properties":'
            f'{properties},"precision":{write_json(precision)}{tie}}}'
        )
    return features


def frame_features(features: Iterable[str]) -> str:
    """Put features into a file, one a line."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _list_places(presence: Presence, territory: Territory) -> list[Situation]:
    every = [place.situation for place in presence.located.lieux if place.situation]
    if presence.lien is not Lien.DANS or territory.niveau is Niveau.QPV:
        return [presence.situation] if presence.situation else every
    return [
        situation
        for situation in every
        if any(
            t.niveau is territory.niveau and t.code == territory.code for t in situation.territoires
        )
    ]
