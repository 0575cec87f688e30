package io.obs.ops.rules;

import io.obs.ops.rules.Rule.Alert;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;

/**
 * The alerts on scheduled jobs that do not run, or run in vain. SPEC section 5 has none: they are obs's own.
 *
 * <p>Both look at the replica that fares best, since in a cluster of schedulers each expects every run and one does it.
 */
final class ScheduleAlerts {

    private final Settings settings;
    private final Scope scope;

    ScheduleAlerts(Settings settings) {
        this.settings = settings;
        this.scope = new Scope(settings);
    }

    Alert missed() {
        return alert("ScheduledJobMissed")
                .hold("5m")
                .expr(Recorded.JOB_MISSED + scope.services() + " > 0")
                .summary("{{ $labels.job_name }} of {{ $labels.service }} does not run: {{ $value }} missed")
                .description(
                        "{{ $labels.job_name }} was due {{ $value }} times since it last started, on every replica of"
                                + " {{ $labels.service }}: the run before it hangs, its scheduler has stopped, or it never started.")
                .build();
    }

    Alert failing() {
        double limit = settings.threshold(Threshold.JOB_AGE);
        return alert("ScheduledJobFailing")
                .hold("5m")
                .expr(Recorded.JOB_AGE + scope.services() + " > " + Alerts.plain(limit))
                .summary("{{ $labels.job_name }} of {{ $labels.service }} has not succeeded for"
                        + " {{ $value | humanizeDuration }}")
                .description(
                        "{{ $labels.job_name }} last succeeded on any replica of {{ $labels.service }} {{ $value | humanizeDuration }}"
                                + " ago; the limit is " + Threshold.JOB_AGE.write(limit)
                                + ". Where no run is missed, it runs and fails.")
                .build();
    }

    private AlertBuilder alert(String name) {
        return new AlertBuilder(settings, name).severity("warning").dashboard(Dashboard.SERVICE, "service");
    }
}
