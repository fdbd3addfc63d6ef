#!/usr/bin/env bash
# Kills the program while it saves, so often: kills.sh [10]. The file is the old one or the new one, and the next save clears up.
source "$(dirname "$0")/common.sh"
kills=${1:-10}

digits --model mlp --limit 64 --epochs 1 --save saved > first.txt 2>&1 || { cat first.txt; bad "a first file is saved"; finish; }
size=$(stat -c %s saved)
during=0
for i in $(seq "$kills"); do
  cp saved before
  (digits_now --model mlp --limit 64 --epochs 100000 --load saved --save saved > run.txt 2>&1) &
  pid=$!
  await ' loss ' run.txt 30 || { kill -KILL $pid; bad "kill $i: the program learns: $(tail -n 1 run.txt)"; break; }
  kill -TERM $pid
  await 'this step will be finished' run.txt
  sleep "0.0$((RANDOM % 10))"
  kill -KILL $pid 2> /dev/null
  { wait $pid; } 2> /dev/null
  [ "$(leftovers .)" -gt 0 ] && during=$((during + 1))
  if [ "$(stat -c %s saved)" != "$size" ]; then bad "kill $i: the file has another size"; break; fi
  # Reading takes as long as learning: one file in five, and each that is new.
  if [ $((i % 5)) -eq 0 ] && ! loads mlp saved; then bad "kill $i: $(tail -n 1 load.txt)"; break; fi
done
[ "$failures" -eq 0 ] && ok "$kills kills, some while it saved ($during left a file beside it): the file is whole"
check "the file loads" loads mlp saved
digits --model mlp --limit 64 --epochs 1 --save saved > last.txt 2>&1
check "the next save removes what was left" [ "$(leftovers .)" -eq 0 ]
finish
