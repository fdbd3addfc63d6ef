# For the scripts beside it: the program as it was built, a folder that goes away, and what is printed of each check.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$root/samples/Digits/bin/Release/net10.0/Functional.Digits.dll
[ -f "$program" ] || { echo "build first: dotnet build -c Release samples/Digits"; exit 2; }
work=$(mktemp -d)
cleanup() { :; }
trap 'cleanup; rm -rf "$work"' EXIT
cd "$work" || exit 2

failures=0
ok() { echo "ok: $*"; }
bad() { echo "FAILED: $*"; failures=$((failures + 1)); }
skip() { echo "not run: $1, because $2"; }
# check "what is promised" command…
check() { local what=$1; shift; if "$@"; then ok "$what"; else bad "$what"; fi; }
finish() { [ "$failures" -eq 0 ]; exit; }

# A shell that runs scripts in the background lets them ignore interrupts, which the program would inherit.
digits() { timeout -k 5 120 env --default-signal=INT,TERM,HUP dotnet "$program" "$@"; }
digits_now() { exec env --default-signal=INT,TERM,HUP dotnet "$program" "$@"; }

# Waits for a word in a file, for ten seconds or so many.
await() { local i; for i in $(seq $((${3:-10} * 50))); do grep -q "$1" "$2" 2> /dev/null && return; sleep 0.02; done; return 1; }

loads() { digits --model "$1" --epochs 0 --load "$2" > load.txt 2>&1; }
leftovers() { find "$1" -maxdepth 1 -name '.*.????????.???' | grep -c .; }
