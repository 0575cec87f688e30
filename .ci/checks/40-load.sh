#!/usr/bin/env bash
# The promises about failing surroundings, under load, with margins wide enough for a shared machine.
set -euo pipefail
bash benchmarks/load.sh -Dload.seconds=2 -Dload.share=0.5 -Dload.p99.factor=5 -Dload.p99.millis=50
