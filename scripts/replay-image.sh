#!/usr/bin/env bash
# Carries out what docker/Dockerfile says, without an engine: the files that its .dockerignore lets through, its publish command, its
# environment, a user without rights. Then uses the result: health, a task, the browser's sandbox, a stop in the middle of a run, a start after it.
#   scripts/replay-image.sh [FOLDER]     FOLDER keeps the published program for a second look; default: a temporary one, removed at the end
# Chromium and ffmpeg are this machine's own. Run as root it becomes uid 10001, as the image does; else it stays who it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uid=10001
dockerfile=docker/Dockerfile
image=${1:-$(mktemp -d "${TMPDIR:-/tmp}/replay-XXXXXX")}
port=${REPLAY_PORT:-18000}
server=
say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; tail -n 20 "$image/server.log" >&2 2> /dev/null || true; exit 1; }
stop_all() { [ -z "$server" ] || kill -KILL "$server" 2> /dev/null || true; [ -n "${1:-}" ] || rm -rf "$image"; }
trap 'stop_all "${1:-}"' EXIT
mkdir -p "$image"/{src,data,home,tmp}

say "Files that the build may see"
lets_through() { # the last pattern that fits decides, as for docker
  local path=$1 pattern answer=1 plain
  while read -r pattern; do
    plain=${pattern#!}
    case $plain in
      '' | '#'*) continue ;;
      '*') ;;
      '**/'*) [[ "/$path/" == *"/${plain#\*\*/}/"* ]] || continue ;;
      *) [[ "$path" == "$plain" || "$path" == "$plain"/* ]] || continue ;;
    esac
    if [ "$plain" = "$pattern" ]; then answer=1; else answer=0; fi
  done < "$dockerfile.dockerignore"
  return "$answer"
}
git ls-files | while IFS= read -r file; do if lets_through "$file"; then echo "$file"; fi; done > "$image/context"
sed -n 's/^COPY \(.*\) [^ ]*$/\1/p' "$dockerfile" | grep -v -- --from | tr ' ' '\n' | sed 's,/$,,' | while IFS= read -r source; do
  grep -E "^$source(/|\$)" "$image/context" || { echo "$source is copied and not let through." >&2; exit 1; }
done | tar -cf - -T - | tar -xf - -C "$image/src"
find "$image/src" -type f | wc -l

say "Publish"
publish=$(sed -e ':a' -e '/\\$/{N;s/\\\n *//;ba}' "$dockerfile" | sed -n 's/^RUN \(--mount=[^ ]* \)*\(dotnet publish.*\)$/\2/p' | sed "s, /app, $image/app,g")
[ -n "$publish" ] || { echo "No dotnet publish is found in $dockerfile." >&2; exit 1; }
(cd "$image/src" && TARGETARCH=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/') bash -c "$publish") > "$image/publish.log" || { tail -n 20 "$image/publish.log" >&2; exit 1; }
du -sh "$image/app" | cut -f1

say "A user without rights"
as=()
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$image"
  chown -R "$uid:$uid" "$image"/{data,home,tmp}
  as=(setpriv --reuid="$uid" --regid="$uid" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all)
fi
chmod 700 "$image/data"
mapfile -t environment < <(sed -n '/^ENV Server/,/[^\\]$/p' "$dockerfile" | grep -oE '[A-Za-z_]+=[^ \\]+' \
  | sed "s,http://+:8000,http://+:$port,; s,=/data,=$image/data,")
printf '%s\n' "${environment[@]}"
# Without the time that a stop gives to runs: the stop below shall come in the middle of one.
environment+=(Demo__Enabled=true Browser__Sandbox=Required Worker__DrainSeconds=0)
in_image() {
  cd "$image/home"
  exec env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$image/home" TMPDIR="$image/tmp" "${environment[@]}" "${as[@]}" "$image/app/Skyvern.Server" "$@"
}

start() {
  (in_image) >> "$image/server.log" 2>&1 &
  server=$!
  for _ in $(seq 1 240); do
    if (in_image health --server "http://127.0.0.1:$port") 2> /dev/null; then return 0; fi
    kill -0 "$server" 2> /dev/null || fail "the server ended."
    sleep 0.5
  done
  fail "the server is not healthy."
}
browsers() { pgrep -f -- "--user-data-dir=$image/data/browser" || true; }
terminate() {
  local code=0
  kill -TERM "$server"
  wait "$server" || code=$?
  server=
  [ "$code" -eq 0 ] || fail "the server ended with $code."
  [ -z "$(browsers)" ] || fail "browsers are left: $(browsers)"
}

say "Start and health"
start
[ "$(stat -c %u "/proc/$server")" != 0 ] || [ "$(id -u)" -ne 0 ] || fail "the server runs as root."

say "One task"
(in_image demo --server "http://127.0.0.1:$port") || fail "the task did not complete."

say "The sandbox"
sandboxed=0
for process in $(browsers); do
  if tr '\0' ' ' < "/proc/$process/cmdline" | grep -q -- --no-sandbox; then fail "$process runs with --no-sandbox."; fi
done
for process in $(pgrep -f -- '--type=renderer' || true); do
  parents=$process
  while [ "$parents" -gt 1 ] && [ "$parents" != "$server" ]; do parents=$(awk '/^PPid/ { print $2 }' "/proc/$parents/status"); done
  [ "$parents" = "$server" ] || continue
  echo "renderer $process: $(grep -E '^(Uid|NSpid|Seccomp):' "/proc/$process/status" | tr '\t\n' '  ') user namespace $(readlink "/proc/$process/ns/user"), ours $(readlink /proc/self/ns/user)"
  [ "$(awk '/^Seccomp:/ { print $2 }' "/proc/$process/status")" = 2 ] || fail "no system call filter."
  [ "$(readlink "/proc/$process/ns/user")" != "$(readlink /proc/self/ns/user)" ] || fail "no user namespace."
  sandboxed=$((sandboxed + 1))
done
[ "$sandboxed" -gt 0 ] || fail "there is no renderer to look at."

say "A stop in the middle of a run, and a start after it"
key=$(cat "$image/data/api-key")
run=$(curl -fsS "http://127.0.0.1:$port/v1/run/tasks" -H "x-api-key: $key" -H 'content-type: application/json' \
  -d "{\"prompt\": \"Search for \\\"lamp\\\" and extract the name and price\", \"url\": \"http://127.0.0.1:$port/demo\"}" | sed 's/.*"run_id":"\([^"]*\)".*/\1/')
status() { curl -fsS "http://127.0.0.1:$port/v1/runs/$run" -H "x-api-key: $key" | sed 's/.*"status":"\([a-z_]*\)".*/\1/'; }
for _ in $(seq 1 100); do [ "$(status)" = queued ] || break; sleep 0.05; done
echo "$run: $(status)"
terminate
echo "The server has stopped with 0; no browser is left."
start
for _ in $(seq 1 240); do case $(status) in queued | running | created) sleep 0.5 ;; *) break ;; esac; done
echo "$run: $(status)"
[ "$(status)" = completed ] || fail "the run did not go on."
terminate

say "Replayed: $dockerfile. Not replayed: the base images, their packages, the init (tini)."
