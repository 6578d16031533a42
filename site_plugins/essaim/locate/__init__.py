"""Second room: initiatives are tied to places and territories.

Reading order: `model` (what is kept of a place) · `reference` (the official geography) · `names`,
`communes` (which commune is meant) · `checks`, `doubts`, `perimetre` (what files get wrong) ·
`lockfile` (places resolved once) · `places` (what a build reads) · `resolvers`, `scope`,
`resolution` (what `essaim locate` does) · `service`, `geocoder`, `patience`, `choice`, `geocoding`
(addresses) · `journal` (a run that may be killed) · `quartiers`, `quartier_checks` (what files say
of quartiers) · `territories`, `measures` (points against contours) · `download`, `archive`,
`contours`, `installation`, `record`, `communes_refresh` (what `essaim reference` does).
"""
