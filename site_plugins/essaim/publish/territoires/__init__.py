"""Territories: what a local authority works from, five levels from the région to the quartier.

1. `geography` knows parents and children, `presences` what ties an initiative to a territory,
   `atlas` holds every territory that has something to show (and every quartier of the catalogue's
   perimeter once the official list is installed);
2. `outlines` and `nearest` measure metres: between quartiers, and to the nearest initiatives;
3. `views`, `charts`, `coverage` and `counts` say it in words and numbers; `tree`, `rendering` and
   `observatory` make pages of it, `plans` says where they stand, `registry` lists them;
4. `rows` describes an initiative as seen from a territory; `sheets` (CSV), `workbooks` (XLSX),
   `geodata` (GeoJSON) and `feeds` (Atom) write it, `downloads` puts them beside the pages.

An initiative known to the commune only is « à préciser » for its quartiers, and never counts as
inside one.
"""
