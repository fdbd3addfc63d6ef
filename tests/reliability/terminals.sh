#!/usr/bin/env bash
# Terminals of all widths, and such as change theirs while the program runs. It ends, and says something within a second.
source "$(dirname "$0")/common.sh"

if command -v script > /dev/null; then
  on_terminal() { TERM=xterm timeout -k 5 "$1" script -qec "$2" /dev/null < /dev/null > screen.txt 2>&1; }
  for columns in 1 2 7 80; do
    check "a terminal of $columns columns" on_terminal 60 "stty cols $columns; dotnet '$program' --model lr --limit 640 --epochs 1"
  done
  resize='for i in $(seq 20); do stty cols $((i % 4)) < /dev/tty; sleep 0.05; stty cols $((60 + i)) < /dev/tty; sleep 0.05; done'
  check "a terminal that is resized all the time" on_terminal 90 "stty cols 100; ($resize) & dotnet '$program' --model lr --epochs 2; wait"
else
  skip "terminals of all widths" "there is no 'script' here to provide one"
fi

# The best of five: others use this machine, too.
best=10000
for i in 1 2 3 4 5; do
  start=$(date +%s%N)
  digits --model cnn_cpcpff --epochs 0 2>&1 | { read -r line; echo $((($(date +%s%N) - start) / 1000000)) > first.txt; cat > /dev/null; }
  [ "$(cat first.txt)" -lt "$best" ] && best=$(cat first.txt)
done
check "the first line comes within a second, here after $best ms" [ "$best" -lt 1000 ]
finish
