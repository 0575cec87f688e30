#!/usr/bin/env bash
# The outage of examples/stack, with the real Prometheus, Alertmanager and blackbox exporter: both alerts come with texts, and go;
# it ends by itself with 0 and leaves no process behind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "$*"; cat "$work/out" "$work/err"; exit 1; }

# run JDK TEXT...
run() {
  local jdk=$1 text pid
  shift
  JAVA_HOME=$jdk bash examples/stack/run.sh --directory "$work/stack" >"$work/out" 2>"$work/err" || fail "the stack ended with $?"
  [[ ! -s $work/err ]] || fail "the stack wrote to stderr"
  for text; do
    grep -qF -- "$text" "$work/out" || fail "the stack did not show: $text"
  done
  for pid in $(grep -o '(pid [0-9]*)' "$work/out" | tr -dc '0-9\n'); do
    ! kill -0 "$pid" 2>/dev/null || fail "process $pid of the stack still runs"
  done
  rm -r "$work/stack"
  echo "stack on $jdk: $(tail -n 1 "$work/out")"
}

seen=('FIRING ServiceDown: job-manager is down' "FIRING CircuitBreakerOpen: api-gateway can't reach job-manager"
  'RESOLVED ServiceDown' 'RESOLVED CircuitBreakerOpen')
run "$JDK17" "${seen[@]}"

# Once more with a source that is newer than the jars.
touch examples/caption-platform/platform/src/main/java/io/obs/examples/captions/platform/Stack.java
run "${JDK25:-$JDK17}" 'Building the example with Maven' "${seen[@]}"
