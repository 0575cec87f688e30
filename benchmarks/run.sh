#!/usr/bin/env bash
# Builds the benchmarks, runs them and prints the table of docs/performance.md.
#
#   bash benchmarks/run.sh                          everything, as the table was made (about half an hour)
#   bash benchmarks/run.sh RequestBenchmark         only what matches
#   JMH_OPTS="-f 1 -wi 2 -i 3 -r 1 -w 1" bash benchmarks/run.sh      quicker, rougher
set -euo pipefail
cd "$(dirname "$0")/.."
source benchmarks/build.sh
out=benchmarks/target
read -r -a options <<<"${JMH_OPTS:--f 2 -wi 3 -w 2 -i 5 -r 2}"
"$java" -cp "$classpath" org.openjdk.jmh.Main "${1:-io.obs.benchmarks}" "${options[@]}" -t 1 -foe true -prof gc -prof io.obs.benchmarks.CpuTime \
  -jvmArgsAppend "-Xms1g -Xmx1g -XX:+UseG1GC" -rf json -rff "$out/jmh.json" -o "$out/jmh.log"
"$java" -cp "$classpath" io.obs.benchmarks.Table "$out/jmh.json"
