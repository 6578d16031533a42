"""Where a page stands in the site, and how it points to the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses as seen from one page.

    `base` leads from the page to the site's root (`../..`, or `.` on the home page): relative, so
    that the site works under any sub-path. `canonical` is the page's full address when the site's
    own is known; `edit_url` is where the page's file is edited on the forge, when there is one.
    """

    base: str
    canonical: str | None = None
    edit_url: str | None = None

    def to(self, path: str) -> str:
        """Point to a path given from the site's root, such as `catalogue/` or `donnees/x.json`."""
        return f"{self.base}/{path}" if path else f"{self.base}/"
