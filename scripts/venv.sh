#!/bin/sh
# Make .venv with a Python that Essaim runs on, bringing python3-venv on a bare Debian.
set -eu
cd "$(dirname "$0")/.."
. scripts/debian.sh

# Keep in step with requires-python in pyproject.toml: a test compares them.
minimum="3.11"
enough="import sys; sys.exit(sys.version_info < tuple(map(int, '$minimum'.split('.'))))"

# A copied or moved checkout brings a .venv whose programs point elsewhere.
place=.venv/.stamps/folder
if [ "$(cat $place 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c "$enough" 2>/dev/null; then
    exit 0
fi

python=
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$enough" 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no python3 at all")
    stop "Python $minimum or later is needed, found: $found. Set PYTHON=/path/to/python3 to choose."
fi

# Debian ships venv without ensurepip, in a package of its own.
if ! "$python" -c "import ensurepip, venv" 2>/dev/null; then
    install_package python3-venv "$python cannot make virtual environments."
    "$python" -c "import ensurepip, venv" 2>/dev/null ||
        stop "$python still cannot make virtual environments. Set PYTHON=/usr/bin/python3."
fi
echo "Making .venv with $("$python" --version)."
"$python" -m venv --clear .venv
mkdir -p .venv/.stamps
echo "$PWD" >$place
