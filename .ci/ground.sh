# What ./check and ./demo both stand on: a Python, a folder of packages, Debian's packages. Sourced, never run.

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 2; }

# Debian's packages, where apt-get is there and they are not. Usage: need_debian PACKAGE...
need_debian() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "Missing, and neither root nor sudo is here: ${missing[*]}"; return 1; }
    root=(sudo)
  fi
  say "Installing Debian packages: ${missing[*]}"
  "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
      >"$SCRATCH/apt.log" 2>&1 && return 0
  tail -n 15 "$SCRATCH/apt.log"
  return 1
}

# Sets PYTHON to one that is new enough, and VENV to the folder for its packages.
find_python() {
  local named=${PYTHON:-} candidate
  VENV=.venv
  for candidate in ${named:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      PYTHON=$candidate
      [ -n "$named" ] && VENV=.venv-$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
      return 0
    fi
  done
  stop "Python 3.11 or newer is needed${named:+, and $named is not that}."
}

# Installs this folder with the extra packages named; does nothing when pyproject.toml has not changed since.
# Usage: install_packages EXTRAS
install_packages() {
  local extras=$1 wanted
  if [ ! -x "$VENV/bin/python" ]; then
    # Debian keeps the module that makes such folders in a package of its own.
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need_debian "${PYTHON##*/}-venv"
    say "Making $VENV with $("$PYTHON" --version)"
    "$PYTHON" -m venv "$VENV" || stop "Python cannot make $VENV. On Debian: apt-get install python3-venv"
  fi
  wanted=$({ cat pyproject.toml; "$VENV/bin/python" --version; printf '%s' "$extras"; } | sha256sum)
  [ "$(cat "$VENV/.installed-$extras" 2>/dev/null)" = "$wanted" ] && return 0
  say "Installing what pyproject.toml names into $VENV (a few minutes the first time)"
  # pip's words are kept for the day it fails; of its progress a line for each package is enough.
  "$VENV/bin/python" -m pip install --disable-pip-version-check --progress-bar off -e ".${extras:+[$extras]}" \
    2>"$SCRATCH/pip.log" |
    tee "$SCRATCH/pip.out" |
    sed -u -n -E 's/^(Collecting [^ ]+|Installing collected packages|Successfully installed).*/  \1/p'
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    tail -n 15 "$SCRATCH/pip.out" "$SCRATCH/pip.log"
    stop "pip could not install what pyproject.toml names; its words are above."
  fi
  printf '%s' "$wanted" >"$VENV/.installed-$extras"
}
