"""Every commune of France by its name and by its postcode, for a search without a server.

Small files, `donnees/communes/<x>.json`: one per first letter, one per two first digits. Read from
the lines of the reference themselves: 35,000 objects would take longer than the whole work.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from json.encoder import encode_basestring
from pathlib import Path
from typing import Final

from essaim.publish.words import fold_all

FOLDER: Final = "donnees/communes/"
ARTICLES: Final = frozenset({"le", "la", "les", "l"})
PREFIX: Final = 2
ROW: Final = re.compile(
    r"^([^,]*),([^,]*),(?:commune|arrondissement),[^,]*,[^,]*,[^,]*,([^,]*),[^,]*,([^,]*),[^,]*,"
    r"([^,]+,[^,]+),",
    re.MULTILINE,
)
"""Code, name, parent, postcodes, position of a line whose centre is known.

Neither the former communes, which few people still name, nor their districts.
"""
CORSICA: Final = re.compile("2[AB]")
"""Its codes have a letter where its postcodes have 20."""


def write_communes(folder: Path) -> dict[str, str]:
    """Write the files of the communes of a reference, by address.

    An entry is [INSEE code, name, postcode, latitude, longitude], in degrees WGS84; entries follow
    the alphabet. A file of names holds a commune with its first postcode; a file of digits holds it
    once for each postcode that begins so, or once when only its code does: a few communes have the
    postcode of another département.
    """
    text = gzip.decompress((folder / "communes.csv.gz").read_bytes()).decode("utf-8")
    rows = ROW.findall(text)
    divided = {parent for _, _, parent, *_ in rows}
    files: defaultdict[str, list[str]] = defaultdict(list)
    for folded, row in sorted(zip(fold_all([row[1] for row in rows]), rows, strict=True)):
        code, nom, _, postcodes, position = row
        told = f'["{code}",{encode_basestring(nom)},'
        first, *others = postcodes.split() or [""]
        entry = f'{told}"{first}",{position}]'
        for letter in list_letters(folded):
            files[letter].append(entry)
        own = CORSICA.sub("20", code[:PREFIX])
        if own not in {postcode[:PREFIX] for postcode in (first, *others)}:
            files[own].append(entry)
        if first:
            files[first[:PREFIX]].append(entry)
        # Each arrondissement answers for its postcode, better than the whole of Paris.
        for postcode in () if code in divided else others:
            files[postcode[:PREFIX]].append(f'{told}"{postcode}",{position}]')
    return {
        f"{FOLDER}{name}.json": '{"communes":[' + ",".join(files[name]) + "]}"
        for name in sorted(files)
    }


def list_letters(folded: str) -> tuple[str, ...]:
    """List the first letters a name is looked up by: `le havre` is found under l and h."""
    article, _, rest = folded.partition(" ")
    if article in ARTICLES and rest and rest[0] != folded[0]:
        return folded[0], rest[0]
    return (folded[:1],) if folded else ()
