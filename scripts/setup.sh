#!/usr/bin/env bash
# Installs what the server needs and this machine lacks: Chromium, ffmpeg and fonts; with --tests also PostgreSQL.
set -euo pipefail

missing=()
browser_found() {
  [ -n "${BROWSER__EXECUTABLEPATH:-${Browser__ExecutablePath:-}}" ] && return 0
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" > /dev/null && return 0
  done
  return 1
}
postgres_found() { command -v postgres > /dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null; }
fonts_found() { compgen -G '/usr/share/fonts/*' > /dev/null; }

command -v dotnet > /dev/null || { echo "The .NET 10 SDK is missing: install it from https://dot.net and run this again." >&2; exit 1; }
command -v curl > /dev/null || missing+=(curl)
browser_found || missing+=(chromium)
command -v ffmpeg > /dev/null || missing+=(ffmpeg)
fonts_found || missing+=(fonts-liberation fonts-dejavu-core)
if [ "${1:-}" = --tests ] && [ -z "${SKYVERN_TEST_POSTGRES:-}" ] && ! postgres_found; then missing+=(postgresql); fi
[ ${#missing[@]} -gt 0 ] || exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo > /dev/null && { sudo -n true 2> /dev/null || [ -t 0 ]; }; then sudo=(sudo); else sudo=(none); fi
fi
if [ "${sudo[0]:-}" = none ] || ! command -v apt-get > /dev/null; then
  echo "Please install: ${missing[*]} (or set BROWSER__EXECUTABLEPATH to a Chromium or Chrome that is already there), then run this again." >&2
  exit 1
fi

echo "Installing ${missing[*]} ..."
log=$(mktemp)
if ! { "${sudo[@]}" apt-get update -qq && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "apt-get could not install ${missing[*]}; its last words are above." >&2
  exit 1
fi
rm -f "$log"
