#!/usr/bin/env bash
# Builds the same commit again in another directory: every published jar must have the same bytes as here.
set -euo pipefail
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q . "$clone"
(cd "$clone" && mvn -B -ntp -q -T 2 -DskipTests verify)

checksums() { (cd "$1" && find obs* -path '*/target/*.jar' -not -path '*/target/*/*' -exec sha256sum {} + | sort -k 2); }
if ! diff <(checksums .) <(checksums "$clone"); then
  echo "These jars differ between two builds of the same commit."
  exit 1
fi
echo "$(checksums . | wc -l) jars have the same bytes in two builds"
