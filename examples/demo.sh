#!/usr/bin/env bash
# Shows obs at work: builds what is missing, starts the caption platform (what it needs, a collector, three services),
# drives traffic, takes parts away, and shows the metrics, logs and traces. Ends with Ctrl-C, or with --seconds N by itself.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
platform=$home/examples/caption-platform
demo=$platform/platform/target/caption-example-platform.jar
jars=("$demo")
for module in infrastructure api-gateway job-manager worker; do
  jars+=("$platform/$module/target/caption-$module.jar")
done

source "$home/examples/build.sh"
fail() { echo "demo.sh: $*" >&2; exit 1; }

find_java
build examples/hello,examples/caption-platform/platform "${jars[@]}"

exec "$java" $quiet -jar "$demo" "$@"
