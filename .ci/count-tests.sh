#!/usr/bin/env bash
# Prints "N passed, N failed, N skipped" for the reports that the last build left, and what passed only when tried again; fails if no test ran.
set -euo pipefail
cd "$(dirname "$0")/.."
find . -path '*/target/*-reports/TEST-*.xml' -exec grep -ho '<testsuite [^>]*>' {} + | awk '
  function attribute(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
  { tests += attribute("tests"); failed += attribute("errors") + attribute("failures"); skipped += attribute("skipped") }
  END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped; exit tests == 0 }'
find . -path '*/target/*-reports/TEST-*.xml' -exec awk '
  /<testcase / { test = $0; sub(/.* classname="/, "", test); class = test; sub(/".*/, "", class)
                 test = $0; sub(/.*<testcase name="/, "", test); sub(/".*/, "", test) }
  /<flaky(Failure|Error)/ { print "!!! passed only when tried again: " class "." test " !!!" }' {} +
