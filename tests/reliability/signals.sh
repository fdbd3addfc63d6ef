#!/usr/bin/env bash
# Sends signals at random moments, so many: signals.sh [12]. The exit code says which; the old file is there, or a new one that loads.
source "$(dirname "$0")/common.sh"
signals=${1:-12}

digits --model mlp --limit 640 --epochs 1 --save old > old.txt 2>&1 || { cat old.txt; bad "a first file is saved"; finish; }
names=(INT TERM HUP) codes=(130 143 129) phases=""
for i in $(seq "$signals"); do
  cp old saved
  which=$((i % 3))
  (digits_now --model mlp --limit 640 --epochs 6 --save saved > run.txt 2>&1) &
  pid=$!
  sleep "$((RANDOM % 3)).$((RANDOM % 90 + 10))"
  kill -"${names[$which]}" $pid 2> /dev/null
  { wait $pid; code=$?; } 2> /dev/null
  phase=$(tail -n 1 run.txt | cut -c 1-40)
  if [ $code -ne 0 ] && [ $code -ne "${codes[$which]}" ]; then bad "signal $i, ${names[$which]}: exit code $code after: $phase"; break; fi
  if ! cmp -s old saved && ! loads mlp saved; then bad "signal $i, ${names[$which]}: the file is neither the old one nor one that loads"; break; fi
  cmp -s old saved && phases="${phases}o" || phases="${phases}n"
done
[ "$failures" -eq 0 ] && ok "$signals signals at random moments (o: the old file, n: a new one): $phases"
finish
