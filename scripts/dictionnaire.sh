#!/bin/sh
# Make sure the spelling tests have Hunspell and its French dictionary: the machine's, else Debian's.
set -eu
cd "$(dirname "$0")/.."
. scripts/debian.sh

command -v hunspell >/dev/null 2>&1 || install_package hunspell "The spelling tests need Hunspell."
# Without a known dictionary it stops with an error, whatever the word.
if ! echo bonjour | hunspell -i utf-8 -d fr -l >/dev/null 2>&1; then
    install_package hunspell-fr-comprehensive "The spelling tests need a French dictionary."
fi
