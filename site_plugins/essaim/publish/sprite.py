"""The inline sprite: drawings and icons that a page's cards and markers share by reference.

Inline because browsers refuse external `<use>` from file://.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jinja2 import Environment
from markupsafe import Markup

from essaim.collect.vocabulary import Vocabularies
from essaim.publish.icons import read_icon
from essaim.publish.motifs import list_variants
from essaim.publish.views import CardView

SIGNS = {
    "fleche": "material/arrow-right",
    "lien": "material/link-variant",
    "imprimer": "material/printer-outline",
    "itineraire": "material/directions",
    "corriger": "material/pencil-outline",
    "carte": "material/map-outline",
    "chercher": "material/magnify",
    "lieu": "material/map-marker-outline",
    "filtres": "material/tune-variant",
    "fermer": "material/close",
    "telecharger": "material/download",
    "partager": "material/share-variant-outline",
    "integrer": "material/code-tags",
    "etoile": "material/star-outline",
    "position": "material/crosshairs-gps",
}
"""The interface's own icons, by the name that templates use."""


class Sprite:
    """Every symbol, drawn once; pages take all of them or only those they show."""

    def __init__(self, environment: Environment, words: Vocabularies) -> None:
        """Draw the shared motifs, the icons of the themes and our own signs."""
        draw_motif = environment.get_template("parts/symbole_motif.svg")
        draw_icon = environment.get_template("parts/symbole_icone.svg")
        self._frame = environment.get_template("parts/sprite.svg")
        self._motifs = {
            number: Markup(draw_motif.render(number=number, motif=motif))  # noqa: S704
            for number, motif in list_variants()
        }
        self._themes = {
            code: Markup(draw_icon.render(id=f"theme-{code}", icone=read_icon(theme.icone)))  # noqa: S704
            for code, theme in words.themes.items()
        }
        self._signs = [
            Markup(draw_icon.render(id=f"signe-{name}", icone=read_icon(icon)))  # noqa: S704
            for name, icon in SIGNS.items()
        ]
        self.whole = self._assemble([*self._motifs.values(), *self._themes.values()])

    def collect(self, cards: Iterable[CardView], themes: Collection[str]) -> Markup:
        """Assemble what a few cards and theme codes need."""
        shown = list(cards)
        motifs = sorted({card.motif for card in shown})
        codes = sorted({card.theme for card in shown}.union(themes))
        return self._assemble(
            [*(self._motifs[n] for n in motifs), *(self._themes[code] for code in codes)]
        )

    def _assemble(self, symbols: Iterable[Markup]) -> Markup:
        return Markup(self._frame.render(symboles=[*symbols, *self._signs]))  # noqa: S704
