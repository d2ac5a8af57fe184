#!/usr/bin/env bash
# Runs every test, on SQLite and on PostgreSQL, and closes with "N passed, N failed, N skipped".
#   scripts/test.sh --fast    only the unit tests: no browser, no server
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

projects=(UnitTests BrowserTests ServerTests)
[ "${1:-}" != --fast ] || projects=(UnitTests)

scripts/setup.sh --tests
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build Skyvern.Server.sln -nologo -v quiet

results=$(mktemp -d)
code=0
for project in "${projects[@]}"; do
  dotnet test "tests/Skyvern.Server.$project" --no-build -nologo --results-directory "$results" \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$project.trx" || code=1
  [ -f "$results/$project.trx" ] || { echo "Skyvern.Server.$project left no result." >&2; code=1; }
done

count() { # $1 = attribute of the result files' <Counters>
  { grep -ho "<Counters [^>]*" "$results"/*.trx 2> /dev/null || true; } | { grep -o " $1=\"[0-9]*" || true; } | grep -o '[0-9]*$' | awk '{ sum += $1 } END { print sum + 0 }'
}
total=$(count total)
executed=$(count executed)
passed=$(count passed)
rm -rf "$results"
echo "$passed passed, $((executed - passed)) failed, $((total - executed)) skipped"
exit "$code"
