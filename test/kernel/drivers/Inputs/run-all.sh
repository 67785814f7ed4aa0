#!/bin/sh
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# usage: run-all.sh WSK-KERNEL CORRECT-FOLDER RULES-FOLDER
# Runs each driver once, and each driver of RULES-FOLDER with its fault as well;
# prints how many did what they should. Faults that need a failing call or a
# peer's help do not show in a single run.
kernel=$1 correct=0 kept=0 broken=0
for driver in "$2"/*.c; do
  if "$kernel" run "$driver" >/dev/null 2>&1; then
    correct=$((correct + 1))
  else
    echo "wrongly reported: $driver"
  fi
done
for driver in "$3"/*.c; do
  rule=$(basename "$driver" .c)
  if "$kernel" run "$driver" >/dev/null 2>&1; then
    kept=$((kept + 1))
  else
    echo "wrongly reported: $driver"
  fi
  "$kernel" run "$driver" -- -DBAD 2>/dev/null | grep -qE "(^|: )$rule:" &&
    broken=$((broken + 1))
done
echo "correct drivers run: $correct"
echo "rules kept: $kept"
echo "rules broken: $broken"
