#!/usr/bin/env bash
# Full and forbidden disks, and outputs that nobody can read: what was learnt is saved, or the old file stays and the user is told.
source "$(dirname "$0")/common.sh"

# The model takes some 3.2 MB.
learn() { digits --model mlp --limit 64 --epochs 1 "$@"; }
learn --save reference > reference.txt 2>&1 || { cat reference.txt; bad "a first file is saved"; finish; }

for lost in '> /dev/full' '>&-' '2>&-' '>&- 2>&-'; do
  { eval "learn --save unheard $lost"; } > /dev/null 2>&1
  check "output lost by $lost: the same bytes are saved" cmp -s reference unheard
  rm -f unheard
done

cp reference limited
# The run-time system keeps its code in a file that may not grow either, unless it is told not to.
(trap '' XFSZ; ulimit -f 1000; export DOTNET_EnableWriteXorExecute=0; learn --save limited > /dev/null 2> limited.txt)
check "a file that may not grow: the user is told" grep -q 'too large\|nor could it be saved' limited.txt
check "a file that may not grow: the old one stays" cmp -s reference limited
check "a file that may not grow: nothing is left beside it" [ "$(leftovers .)" -eq 0 ]

mkdir disk
if ! mount -t tmpfs -o size=4m tmpfs disk 2> mount.txt; then
  skip "disks that are full or cannot be written" "no disk can be mounted here: $(head -n 1 mount.txt)"
  finish
fi
cleanup() { umount "$work/disk" 2> /dev/null; }

cp reference disk/saved
learn --save disk/saved > /dev/null 2> full.txt
code=$?
check "a full disk: the exit code says so" [ $code -eq 2 ]
check "a full disk: the old file stays" cmp -s reference disk/saved
check "a full disk: nothing is left on it" [ "$(leftovers disk)" -eq 0 ]
place=$(sed -n 's/.*the result was saved to \(.*\) instead$/\1/p' full.txt)
check "a full disk: the result is elsewhere, and the user knows where" cmp -s reference "${place:-none}"
[ -n "$place" ] && rm -r "$(dirname "$place")"

head -c 8M /dev/zero > disk/fill 2> /dev/null
learn --save logged > disk/log 2> log.txt
check "a log on a full disk: the result is saved" cmp -s reference logged

rm disk/fill
mount -o remount,ro disk
learn --save disk/saved > ro.txt 2>&1
check "a disk that cannot be written is refused before the work" [ "$(grep -c ' loss ' ro.txt)" -eq 0 ]
finish
