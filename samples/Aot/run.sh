#!/usr/bin/env bash
# Compiles the sample ahead of time, runs it so and under the JIT, and compares what both print. Needs the .NET SDK and a C compiler as linker.
set -euo pipefail
cd "$(dirname "$0")"
command -v clang > /dev/null || command -v gcc > /dev/null || { echo "skipped: neither clang nor gcc is here to link"; exit 77; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

dotnet publish -c Release --use-current-runtime -o "$scratch/aot" -v quiet
dotnet run -c Release > "$scratch/jit.txt"
"$scratch/aot/Functional.Aot" > "$scratch/aot.txt"

diff "$scratch/jit.txt" "$scratch/aot.txt" || { echo "ahead of time and under the JIT the numbers differ"; exit 1; }
grep -v '^    ' "$scratch/aot.txt"
echo "$(wc -w < "$scratch/aot.txt") words, the same ahead of time and under the JIT"
