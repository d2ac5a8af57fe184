#!/usr/bin/env bash
# Starts the server, gives it a task, or calls one of its commands:
#   scripts/run.sh                                       the server in the foreground, http://localhost:8000
#   scripts/run.sh --demo                                also one real task on the bundled demo site; the server stays
#   scripts/run.sh task "<prompt>" [--url URL] [--schema FILE]   one task; exit code 0 only when it completed
#   scripts/run.sh stop                                  ends a server that --demo or task left running
#   scripts/run.sh keys|doctor|config|migrate|health ... a command of the program on the same data, also while the server runs
# Settings go to the server in every case, e.g. --Server:Urls=http://localhost:9000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=serve
case "${1:-}" in
  --demo) mode=demo; shift ;;
  task | stop) mode=$1; shift ;;
  keys | doctor | config | migrate | health) mode="command" ;;
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac

data=${Data__Path:-data}
app=(dotnet artifacts/bin/Skyvern.Server/release/Skyvern.Server.dll)
url=${Server__Urls:-http://localhost:8000}
settings=() words=()
for argument in "$@"; do
  case "$argument" in
    --Server:Urls=*) url=${argument#*=} ;;
    --Data:Path=*) data=${argument#*=}; export Data__Path=$data ;; # task and --demo look for the key there
  esac
  # A setting has a colon in its name, which no option of a command has.
  if [[ $argument == --*=* && ${argument%%=*} == *:* ]]; then settings+=("$argument"); else words+=("$argument"); fi
done
url=${url%%;*}
url=${url/:\/\/[+*]/://localhost} # a wildcard is a place to listen on, not one to go to
pid_file=$data/server.pid

is_up() { curl -fsS -m 3 -o /dev/null "$url/health/ready" 2> /dev/null; }

# After a restart of the machine the number in the file may be another program's.
left_running() {
  [ -f "$pid_file" ] && { tr '\0' ' ' < "/proc/$(cat "$pid_file")/cmdline" || ps -p "$(cat "$pid_file")" -o command=; } 2> /dev/null | grep -q 'Skyvern\.Server\.dll'
}

wait_until_ready() { # $1 = process id
  for _ in $(seq 1 300); do
    is_up && return 0
    kill -0 "$1" 2> /dev/null || return 1
    sleep 0.2
  done
  return 1
}

build() {
  local log
  echo "Building ..." >&2
  log=$(mktemp)
  dotnet build src/Skyvern.Server -c Release -nologo -v quiet > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
  rm -f "$log"
}

banner() {
  local key link=
  [ "$mode" = serve ] || link=$(grep -o 'http[^ ]*/login?token=[0-9a-f]*' "$data/server.log" | tail -n 1) || true
  key=$(cat "$data/api-key" 2> /dev/null || echo '<your key>')
  cat << TEXT

  Skyvern.Server is ready.
    Address   ${link:-$url}
    Swagger   $url/swagger
    API key   $key   (kept in $data/api-key)

    curl -X POST $url/v1/run/tasks -H "x-api-key: $key" -H "content-type: application/json" \\
      -d '{"prompt": "Search for \"lamp\" and extract the name and price", "url": "$url/demo", "data_extraction_schema": {"name": "string", "price": "number"}}'

TEXT
}

if [ "$mode" = stop ]; then
  if left_running && kill "$(cat "$pid_file")" 2> /dev/null; then echo "Stopping the server."; else echo "No server is running from $data."; fi
  rm -f "$pid_file"
  exit 0
fi

if [ "$mode" = "command" ]; then
  if [ ! -f "${app[1]}" ] || ! is_up; then build; fi
  exec "${app[@]}" "$@"
fi

scripts/setup.sh

if [ "$mode" = serve ] && is_up; then
  banner
  echo "It was already running: nothing more was started."
  exit 0
fi

if ! is_up; then
  build
  mkdir -p "$data"

  if [ "$mode" = serve ]; then
    "${app[@]}" "$@" &
    server=$!
    trap 'kill "$server" 2> /dev/null' INT TERM
    if wait_until_ready "$server"; then banner; fi
    code=0
    wait "$server" || code=$?
    trap - INT TERM
    wait "$server" 2> /dev/null || true
    [ "$code" -lt 128 ] || code=0
    exit "$code"
  fi

  nohup "${app[@]}" ${settings[@]+"${settings[@]}"} > "$data/server.log" 2>&1 < /dev/null &
  server=$!
  echo "$server" > "$pid_file"
  wait_until_ready "$server" || { tail -n 30 "$data/server.log" >&2; echo "The server did not start; its log is $data/server.log." >&2; exit 1; }
  banner
fi

code=0
if [ "$mode" = demo ]; then
  "${app[@]}" demo --server "$url" ${words[@]+"${words[@]}"} || code=$?
else
  "${app[@]}" run --server "$url" ${words[@]+"${words[@]}"} || code=$?
fi
if left_running; then
  echo "The server goes on at $url (process $(cat "$pid_file"), log $data/server.log); scripts/run.sh stop ends it."
fi
exit "$code"
