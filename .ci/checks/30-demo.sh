#!/usr/bin/env bash
# Runs the demonstration as a user does, on each JDK: it must end by itself with 0, which it does only where every line
# the services wrote is as it should be, show what it promises, be silent on stderr, and leave no process behind.
set -euo pipefail
work=$(mktemp -d)
running=
trap '[[ -z $running ]] || kill "$running" 2>/dev/null || true; rm -rf "$work"' EXIT
export PORT=0 OBS_ADMIN_PORT=0 COLLECTOR_PORT=0

fail() { echo "$*"; cat "$work"/*.out "$work"/*.err "$work"/*/*.stderr.log; exit 1; }

# gone NAME: the services that run NAME started have ended, and wrote nothing to stderr.
gone() {
  local pid
  for pid in $(sed -n 's/.*(pid \([0-9]*\)).*/\1/p' "$work/$1.out"); do
    ! kill -0 "$pid" 2>/dev/null || fail "process $pid of the demonstration still runs"
  done
  [[ ! -s $work/$1.err ]] || fail "the demonstration wrote to stderr"
  [[ -z $(cat "$work/$1"/*.stderr.log) ]] || fail "a service wrote to stderr"
}

# shown NAME TEXT: run NAME has shown it.
shown() { grep -qF -- "$2" "$work/$1.out" || fail "the demonstration did not show: $2"; }

# run NAME JDK SECONDS
run() {
  JAVA_HOME=$2 bash examples/demo.sh --seconds "$3" --directory "$work/$1" >"$work/$1.out" 2>"$work/$1.err" ||
    fail "the demonstration ended with $?"
  gone "$1"
  shown "$1" '== Summary'
  shown "$1" '   │     └─ captions.JobManager/Create'
  shown "$1" 'process captions.jobs'
  shown "$1" 'http_requests_total{endpoint="/api/v1/jobs",method="POST",service="api-gateway",status="202"}'
  echo "demonstration on $2: $(sed -n '/^== Summary/,$p' "$work/$1.out" | tail -n +2 | paste -sd ';')"
}

run on17 "$JDK17" 60
shown on17 'circuit_breaker_calls_total{dependency="job-manager",outcome="not_permitted",service="api-gateway"}'
shown on17 '"to_state":"OPEN"'
shown on17 '"to_state":"CLOSED"'
[[ -z ${JDK25:-} ]] || run on25 "$JDK25" 20

# Ended from outside while it shows.
bash examples/demo.sh --directory "$work/ended" >"$work/ended.out" 2>"$work/ended.err" &
running=$!
for ((i = 0; i < 900; i++)); do
  grep -q '== Traffic' "$work/ended.out" && break
  sleep 0.1
done
shown ended '== Traffic'
kill -TERM "$running"
wait "$running" && fail "a demonstration that was ended must not exit with 0"
running=
gone ended

report=examples/caption-platform/platform/target/failsafe-reports/TEST-io.obs.examples.captions.platform.PrometheusIT.xml
[[ -f $report ]] && ! grep -q '<skipped' "$report" || fail "the example was not scraped by a real Prometheus"
echo "a real Prometheus has scraped the example"
