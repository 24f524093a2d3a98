#!/usr/bin/env bash
# Installs what the accessibility tests look at pages with into .check/pages, outside git:
#   axe-core  finds faults of WCAG in a drawn page (npm, runs in the browser)
#   vnu-jar   the W3C's checker of HTML (npm, runs with Java)
# Versions and hashes are in package-lock.json beside this file. Does nothing when they are there already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
there=$here/../../.check/pages
wanted=$(sha256sum <"$here/package-lock.json")
[ "$(cat "$there/.installed" 2>/dev/null || true)" = "$wanted" ] && exit 0
echo "Installing axe-core and vnu-jar into .check/pages"
mkdir -p "$there"
cp "$here/package.json" "$here/package-lock.json" "$there/"
(cd "$there" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
printf '%s\n' "$wanted" >"$there/.installed"
