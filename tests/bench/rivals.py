"""The same places and texts on the pages that a Python user would write today, with folium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import folium
from folium import plugins

from essaim.pipeline import CatalogueFolder, build_catalogue
from essaim.publish.data import TEXTS
from essaim.publish.rows import list_rows

PACKAGES = (
    "leaflet@1.9.3",
    "leaflet.markercluster@1.1.0",
    "leaflet.awesome-markers@2.0.5",
    "jquery@3.7.1",
    "bootstrap@5.2.2",
    "@fortawesome/fontawesome-free@6.2.0",
)
"""What folium's pages fetch from six hosts, in the versions they name."""
ELSEWHERE = {
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
}
"""Files whose address names no package, by their name. Those missing here are answered empty."""
NAMED = "/npm/"
"""In an address, what comes before a package's name, its version and a path."""
REMOTE = "distant"
NEEDS = ".marker-cluster, .leaflet-marker-icon"
"""What shows that their map is there."""
CALLBACK = """function (row) {
    var marker = L.marker(new L.LatLng(row[0], row[1]));
    marker.bindPopup('<b><a href="' + row[4] + '">' + row[2] + '</a></b><p>' + row[3] + '</p>');
    return marker;
}"""


@dataclass(frozen=True)
class Marker:
    """A place and the texts of its card; degrees WGS84."""

    latitude: float
    longitude: float
    titre: str
    resume: str
    lien: str


def list_markers(folder: Path) -> list[Marker]:
    """List the places of a catalogue, with the summaries that its built site publishes."""
    catalogue, _ = build_catalogue(CatalogueFolder(folder))
    rows = list_rows(catalogue)
    summaries = json.loads((folder / "site" / TEXTS).read_text("utf-8"))["resume"]
    return [
        Marker(
            place.situation.latitude,
            place.situation.longitude,
            row.initiative.titre,
            summary,
            f"/initiatives/{row.initiative.slug}/",
        )
        for row, summary in zip(rows, summaries, strict=True)
        for place in row.places
    ]


def draw_markers(markers: list[Marker]) -> folium.MacroElement:
    """Draw one marker object for each place, in a MarkerCluster."""
    cluster = plugins.MarkerCluster()
    for one in markers:
        text = f'<b><a href="{one.lien}">{escape(one.titre)}</a></b><p>{escape(one.resume)}</p>'
        popup = folium.Popup(text, max_width=300)
        folium.Marker((one.latitude, one.longitude), popup=popup).add_to(cluster)
    return cluster


def draw_rows(markers: list[Marker]) -> folium.MacroElement:
    """Draw rows of values, made into markers in the browser, in a FastMarkerCluster."""
    rows = [
        [one.latitude, one.longitude, escape(one.titre), escape(one.resume), one.lien]
        for one in markers
    ]
    return plugins.FastMarkerCluster(rows, callback=CALLBACK)


RIVALS: Mapping[str, Callable[[list[Marker]], folium.MacroElement]] = {
    "MarkerCluster": draw_markers,
    "FastMarkerCluster": draw_rows,
}


def write_rivals(folder: Path, markers: list[Marker], packages: Path) -> None:
    """Write a folder per rival, and the files they fetch: all from one server, like ours.

    `packages`: a `node_modules` folder.
    """
    box = [
        [pick(one.latitude for one in markers), pick(one.longitude for one in markers)]
        for pick in (min, max)
    ]
    for name, draw in RIVALS.items():
        page = folium.Map()
        page.fit_bounds(box)
        page.add_child(draw(markers))
        text = page.get_root().render()
        for address in list_remote_files():
            assert address in text, address
            text = text.replace(address, f"/{lay_file(folder, address, packages)}")
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(text, "utf-8")


def list_remote_files() -> list[str]:
    """List what folium's pages fetch from other hosts."""
    parts = (folium.Map, plugins.MarkerCluster)
    return [url for part in parts for _, url in (*part.default_js, *part.default_css)]


def lay_file(folder: Path, address: str, packages: Path) -> str:
    """Put a remote file, or the package it is in, under `folder`; return its path from there."""
    parts = urlsplit(address)
    place = Path(REMOTE, parts.netloc, parts.path.lstrip("/"))
    target = folder / place
    if target.exists():
        return place.as_posix()
    if parts.path.startswith(NAMED):
        # The whole package: its styles ask for pictures and fonts.
        name, _, rest = parts.path.removeprefix(NAMED).rpartition("@")
        root = Path(REMOTE, parts.netloc, NAMED.strip("/"), f"{name}@{rest.split('/')[0]}")
        shutil.copytree(packages / name, folder / root)
        return place.as_posix()
    target.parent.mkdir(parents=True, exist_ok=True)
    source = ELSEWHERE.get(target.name)
    target.write_bytes((packages / source).read_bytes() if source else b"")
    return place.as_posix()


def install_packages() -> Path | None:
    """Install the rivals' libraries once, outside the checkout; None when npm cannot."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "essaim/rivals"
    cache.mkdir(parents=True, exist_ok=True)
    wanted, stamp = json.dumps(PACKAGES), cache / "installed.json"
    if not (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            subprocess.run(
                [*command, "--prefix", str(cache), *PACKAGES], check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError):
            return None
        stamp.write_text(wanted, "utf-8")
    return cache / "node_modules"
