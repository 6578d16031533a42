#!/bin/sh
# Make sure the browser tests have a Chromium: $CHROMIUM, the machine's, else Debian's.
set -eu
cd "$(dirname "$0")/.."
. scripts/debian.sh

if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" >/dev/null 2>&1 || stop "CHROMIUM=$CHROMIUM cannot be run."
    exit 0
fi
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
install_package chromium "The browser tests need Chromium."
