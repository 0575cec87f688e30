#!/usr/bin/env bash
# Drives a service while the collector or stdout fails and holds it to the promises; prints a table, exits 1 if one broke.
#
#   bash benchmarks/load.sh                                 every fault, as promised (about four minutes)
#   bash benchmarks/load.sh -Dload.only=stdout              one of them
#   bash benchmarks/load.sh -Dload.seconds=2 -Dload.share=0.6 -Dload.p99.factor=4 -Dload.p99.millis=20     wide margins
set -euo pipefail
cd "$(dirname "$0")/.."
source benchmarks/build.sh
exec "$java" "$@" -cp "$classpath" io.obs.load.LoadHarness
