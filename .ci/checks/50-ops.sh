#!/usr/bin/env bash
# The rules and configurations of operations were read by the real tools, reports compared with the truth, none of these tests skipped, and the program runs
# as a user runs it, on each JDK.
set -euo pipefail

for test in slo.SloIT check.CheckIT rules.RulesIT rules.RenderedAlertsIT ChannelsIT dashboard.DashboardsIT report.MonthReportIT report.ReportCommandIT postmortem.PostmortemIT GuideIT; do
  report=obs-ops/target/failsafe-reports/TEST-io.obs.ops.$test.xml
  [[ -f $report ]] && ! grep -q '<skipped' "$report" || { echo "$test did not run, or skipped something: a tool is missing"; exit 1; }
done
for report in obs-metrics/target/failsafe-reports/TEST-io.obs.metrics.PromtoolIT.xml \
  examples/stack/target/failsafe-reports/TEST-io.obs.examples.stack.ToolsIT.xml \
  examples/caption-platform/platform/target/failsafe-reports/TEST-io.obs.examples.captions.platform.OperationsIT.xml; do
  [[ -f $report ]] && ! grep -q '<skipped' "$report" || { echo "$report: did not run, or skipped something: a tool is missing"; exit 1; }
done
grep -q '<skipped' examples/stack/target/failsafe-reports/TEST-io.obs.examples.stack.KustomizeIT.xml && echo "!!! kustomizations were not built: there is no kubectl !!!"
for home in "$JDK17" ${JDK25:+"$JDK25"}; do
  JAVA_HOME=$home obs-ops/obs-ops --help | grep -q '^Usage: obs-ops' || { echo "obs-ops does not run on $home"; exit 1; }
  JAVA_HOME=$home obs-ops/obs-ops rules --out docs/ops --check
done

clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q . "$clone"
(cd "$clone" && JAVA_HOME=$JDK17 obs-ops/obs-ops rules --out ops) | grep -q 'rules/obs-alerts.yml' || { echo "obs-ops does not build itself in a fresh clone"; exit 1; }
