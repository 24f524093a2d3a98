#!/bin/sh
# Compiles the style sheets that are committed in ../static: app.css and its right-to-left twin app.rtl.css.
#   ./build.sh           writes them
#   ./build.sh --check   compiles to the side and fails if what is committed differs
# Needs node and npm; installing and running Evenhand needs neither.
set -eu
cd "$(dirname "$0")"
[ -d node_modules/sass ] || npm ci --no-audit --no-fund --loglevel=error
side=$(mktemp -d)
trap 'rm -rf "$side"' EXIT
node_modules/.bin/sass --no-source-map --style=expanded --quiet-deps --load-path=. app.scss "$side/raw.css"
node finish.mjs "$side/raw.css" "$side"

if [ "${1:-}" = "--check" ]; then
  for name in app.css app.rtl.css; do
    cmp -s "$side/$name" "../static/$name" || { echo "static/$name does not match its source: run evenhand/site/styles/build.sh" >&2; exit 1; }
  done
  echo "style sheets match their source"
  exit 0
fi
cp "$side/app.css" "$side/app.rtl.css" ../static/
for name in app.css app.rtl.css; do
  printf '%s: %s bytes gzipped\n' "$name" "$(gzip -9c "../static/$name" | wc -c)"
done
