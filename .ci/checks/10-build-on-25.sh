#!/usr/bin/env bash
# Compiles and checks everything with JDK 25, whose lints and NullAway are stricter; in a fresh clone, without tests.
set -euo pipefail
[[ -n ${JDK25:-} ]] || { echo "!!! skipped: no JDK 25 !!!"; exit 0; }
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q . "$clone"
cd "$clone"
JAVA_HOME=$JDK25 mvn -B -ntp -q -T 2 -DskipTests verify
echo "everything compiles and passes the checks on JDK 25"
