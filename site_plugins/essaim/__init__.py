"""Essaim: local initiatives, from one file each to a published map.

Where to read first: `pipeline.py` tells the story; then the rooms it goes through, each from its
own `__init__`:

1. `collect`: files become checked initiatives (`frontmatter`, `model`, `validation`, `story`);
2. `locate`: initiatives are tied to places (`reference`, `resolution`, `territories`, `places`);
3. `publish`: a catalogue becomes pages, maps and data (`planning`, `rendering`, `maps`, `data`,
   `pages`), and in `publish.territoires` the pages and files of each territory.

Two doors open on them, and hold no logic: `plugin.py` for MkDocs, `cli.py` for the command line.
What goes from room to room is plain data: `problems.Problem`, `collect.model.Initiative`,
`locate.model.InitiativeSituee`, `catalogue.Catalogue`. Words are in `locales/`, looks in `theme/`.
"""
