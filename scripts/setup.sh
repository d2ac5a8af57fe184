#!/usr/bin/env bash
# Installs what the server needs and this machine lacks, where apt-get can: Chromium, ffmpeg and fonts; with --tests also PostgreSQL.
# What is missing after that is told in a sentence each. The server starts without all but the SDK and curl; tests need everything.
set -euo pipefail

browser_found() {
  local name playwright=${PLAYWRIGHT_BROWSERS_PATH:-}
  [ -z "${BROWSER__EXECUTABLEPATH:-${Browser__ExecutablePath:-}}" ] || return 0
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome /snap/bin/chromium /opt/google/chrome/chrome /Applications/Chromium.app/Contents/MacOS/Chromium; do
    ! command -v "$name" > /dev/null || return 0
  done
  compgen -G "${playwright:-${HOME:-}/.cache/ms-playwright}/chromium*" > /dev/null || compgen -G "${playwright:-${HOME:-}/Library/Caches/ms-playwright}/chromium*" > /dev/null
}
ffmpeg_found() { [ -n "${Recording__FfmpegPath:-}" ] || command -v ffmpeg > /dev/null; }
fonts_found() {
  [ "$(uname)" != Linux ] || compgen -G '/usr/share/fonts/*' > /dev/null || compgen -G '/usr/local/share/fonts/*' > /dev/null \
    || compgen -G "${HOME:-}/.fonts/*" > /dev/null || compgen -G "${HOME:-}/.local/share/fonts/*" > /dev/null
}
postgres_found() { [ -n "${SKYVERN_TEST_POSTGRES:-}" ] || command -v postgres > /dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null; }
is_ubuntu() { grep -qs '^ID=ubuntu$' /etc/os-release; }

sudo=()
can_install() {
  command -v apt-get > /dev/null || return 1
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo > /dev/null && { sudo -n true 2> /dev/null || [ -t 0 ]; } && sudo=(sudo)
}

install_packages() {
  local log
  log=$(mktemp)
  echo "Installing $* ..." >&2
  if ! { ${sudo[@]+"${sudo[@]}"} apt-get update -qq && ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install $*; its last words are above." >&2
  fi
  rm -f "$log"
}

tests=false
[ "${1:-}" != --tests ] || tests=true

packages=()
command -v curl > /dev/null || packages+=(curl)
browser_found || is_ubuntu || packages+=(chromium) # Ubuntu's apt-get has none: what it calls so is a snap
ffmpeg_found || packages+=(ffmpeg)
fonts_found || packages+=(fonts-liberation fonts-dejavu-core)
if $tests && ! postgres_found; then packages+=(postgresql); fi
if [ ${#packages[@]} -gt 0 ] && can_install; then install_packages "${packages[@]}"; fi

needed=0 wanted=0
need() { echo "$*" >&2; needed=1; }
want() { echo "$*" >&2; wanted=1; }
command -v dotnet > /dev/null || need "The .NET 10 SDK is missing, which builds the server: install it from https://dot.net and run this again."
command -v curl > /dev/null || need "curl is missing, which asks whether the server is ready: install it and run this again."
browser_found || want "No Chromium or Chrome is found, so no task can run: install chromium (on Ubuntu Google Chrome, from https://www.google.com/chrome), or name a browser in BROWSER__EXECUTABLEPATH."
ffmpeg_found || want "No ffmpeg is found, so runs leave no video: install ffmpeg, or set Recording__Enabled=false."
fonts_found || want "No fonts are found, so pages show no text in pictures: install fonts-liberation and fonts-noto-cjk, or others."
if $tests && ! postgres_found; then want "No PostgreSQL is found, so the tests on it cannot run: install postgresql, or name a server in SKYVERN_TEST_POSTGRES."; fi
[ "$needed" = 0 ] || exit 1
if $tests; then exit "$wanted"; fi
