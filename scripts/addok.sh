#!/bin/sh
# Make sure the tests have the real address engine: Debian's Redis, and Addok in .venv-addok.
set -eu
cd "$(dirname "$0")/.."
. scripts/debian.sh

if ! command -v redis-server >/dev/null 2>&1; then
    # On a machine with systemd the package also starts a server of its own, which the tests never use:
    # theirs listens on a socket in a temporary folder, and stops with them.
    install_package redis-server "The geocoding tests need Redis."
fi

# The stamp is a copy of what was installed, and where: a moved folder has a broken venv.
stamp=.venv-addok/.installed
wanted="$PWD $(cat tests/geocoding/requirements.txt)"
if [ "$(cat $stamp 2>/dev/null)" = "$wanted" ] && .venv-addok/bin/addok --help >/dev/null 2>&1; then
    exit 0
fi
echo "Installing the address engine into .venv-addok."
.venv/bin/python -m venv --clear .venv-addok
# Two of its libraries come as sources where no wheel fits, and are written in C.
.venv-addok/bin/python -m pip install --quiet --requirement tests/geocoding/requirements.txt ||
    stop "Addok cannot be installed. If a C compiler is missing: apt-get install build-essential python3-dev"
printf '%s\n' "$wanted" >$stamp
