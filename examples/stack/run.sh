#!/usr/bin/env bash
# An outage from the first failed call to the alert, and back: builds what is missing, starts the caption platform with Prometheus,
# Alertmanager and the blackbox exporter beside it, all on free ports of loopback, kills job-manager, waits for the alerts at a
# webhook, starts it again, waits until they are resolved. Ends by itself: 0 where all of that was seen.
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
platform=$home/examples/caption-platform

usage() {
  cat <<'TEXT'
usage: bash examples/stack/run.sh [--real] [--directory DIR]

  --real           the rules as they are, which takes about ten minutes; else their minutes are seconds
  --directory DIR  where files and logs go; else a new temporary directory
Prometheus, Alertmanager and the blackbox exporter must be on the PATH, by their own names or Debian's.
TEXT
}
source "$home/examples/build.sh"
fail() { echo "run.sh: $*" >&2; exit 2; }

pace=quick
directory=
while (($#)); do
  case $1 in
    --real) pace=real ;;
    --directory) directory=${2:-}; [[ -n $directory ]] || fail "--directory needs a value"; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown argument $1" ;;
  esac
  shift
done

# needed NAME...: one of them is on the path.
needed() {
  local name
  for name; do
    [[ -z $(type -P "$name") ]] || return 0
  done
  fail "not on the PATH: $1"
}
needed prometheus
needed alertmanager prometheus-alertmanager
needed blackbox_exporter prometheus-blackbox-exporter

find_java
"$home/obs-ops/obs-ops" --version >/dev/null # builds itself where it must
jars=("$platform/platform/target/caption-example-platform.jar")
for module in infrastructure api-gateway job-manager worker; do
  jars+=("$platform/$module/target/caption-$module.jar")
done
build examples/caption-platform/platform "${jars[@]}"

if [[ -z $directory ]]; then
  directory=$(mktemp -d)
  echo "Files and logs go to $directory"
fi
mkdir -p "$directory"
exec "$java" $quiet -cp "$platform/platform/target/caption-example-platform.jar" \
  io.obs.examples.captions.platform.Stack "$home" "$(cd "$directory" && pwd)" "$pace"
