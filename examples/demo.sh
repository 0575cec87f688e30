#!/usr/bin/env bash
# Shows obs at work: builds what is missing, starts the caption platform (collector, job-manager, api-gateway), drives
# traffic, and shows the metrics, logs and traces it leaves. Ends with Ctrl-C, or by itself with --seconds N.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
platform=$home/examples/caption-platform
demo=$platform/platform/target/caption-example-platform.jar
jars=("$platform/job-manager/target/caption-job-manager.jar" "$platform/api-gateway/target/caption-api-gateway.jar" "$demo")

fail() { echo "demo.sh: $*" >&2; exit 1; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "$java is not there; Java 17 or newer is needed"
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
[[ $version =~ ^[0-9]+$ && $version -ge 17 ]] || fail "$java is Java $version; Java 17 or newer is needed"

# True where a jar is missing or older than a source it may be made of.
stale() {
  local jar
  for jar in "${jars[@]}"; do
    [[ -f $jar ]] || return 0
    [[ -z $(find "$home" \( -name target -o -name .git \) -prune -o \
      \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$jar" -print -quit) ]] || return 0
  done
  return 1
}

if stale; then
  command -v mvn >/dev/null || fail "Maven is needed to build the example, and there is no mvn"
  echo "Building the example with Maven; the first time it also downloads what it needs, which takes a few minutes ..."
  # Its output only where it fails: even when quiet it prints escape sequences.
  if ! output=$(cd "$home" && mvn -B -ntp -q -Dquick -DskipTests -pl examples/hello,examples/caption-platform/platform -am package 2>&1); then
    echo "$output" >&2
    fail "the build failed"
  fi
  touch "${jars[@]}"
fi

# The collector's protobuf still uses sun.misc.Unsafe, of which newer JVMs warn.
quiet=
[[ $version -lt 24 ]] || quiet=--sun-misc-unsafe-memory-access=allow
exec "$java" $quiet -jar "$demo" "$@"
