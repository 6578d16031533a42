"""Second room: initiatives are tied to places and territories.

Reading order: `model` (what is kept of a place) · `reference` (the official geography) · `names`,
`communes` (which commune is meant) · `checks`, `doubts`, `perimetre` (what files get wrong) ·
`lockfile` (places resolved once) · `places` (what a build reads) · `resolution` (what
`essaim locate` does).
"""
