package io.obs.ops.report;

import io.obs.ops.cli.BadInput;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.PrometheusClient;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;

/** Makes reports of a server's data. */
final class Reporter {

    private final PrometheusClient client;
    private final Sources sources;
    private final IncidentLog log;
    private final Clock clock;
    private final Progress progress;

    Reporter(PrometheusClient client, Sources sources, IncidentLog log, Clock clock, Progress progress) {
        this.client = client;
        this.sources = sources;
        this.log = log;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @param slo from 0 to 1
     * @throws BadInput where the server does not know the service, or the month has not begun
     */
    Report report(YearMonth which, ZoneId zone, double slo) {
        Month month = Month.of(which, zone, clock.instant());
        Month before = month.before();
        sources.check(client, before.span().start(), month.span().end());
        MonthReader reader = new MonthReader(client, sources, log, progress);
        return Report.of(sources.service(), slo, reader.read(month), reader.read(before), client);
    }
}
