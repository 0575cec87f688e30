package io.obs.ops.report;

import io.obs.ops.incident.Incident;
import java.io.StringWriter;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The report for programs. Its fields are documented in the guide; {@code schema} grows when one changes its meaning or goes.
 * Figures are exact, not rounded; null is what was not measured.
 */
final class JsonFormat {

    private static final int SCHEMA = 1;

    private final Report report;
    private final JsonGenerator json;

    private JsonFormat(Report report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    static String write(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new JsonFormat(report, json).write();
        }
        return text.append('\n').toString();
    }

    private void write() {
        Figures now = report.now();
        json.writeStartObject();
        json.writeNumberProperty("schema", SCHEMA);
        json.writeStringProperty("service", report.service());
        json.writeStringProperty("month", now.month().month().toString());
        json.writeStringProperty("zone", now.month().zone().getId());
        json.writeStringProperty("start", now.month().span().start().toString());
        json.writeStringProperty("end", now.month().span().end().toString());
        json.writeBooleanProperty("complete", now.month().isOver());
        json.writeNumberProperty("slo", report.slo());
        json.writeBooleanProperty("breached", report.isBreached());
        writeFigures();
        writeCounts(now);
        json.writeObjectPropertyStart("error_budget");
        write("time", report.timeBudget().orElse(null));
        write("requests", report.requestBudget().orElse(null));
        json.writeEndObject();
        json.writeArrayPropertyStart("incidents");
        now.incidents().all().forEach(this::write);
        json.writeEndArray();
        json.writeArrayPropertyStart("days");
        now.days().forEach(this::write);
        json.writeEndArray();
        json.writeArrayPropertyStart("notes");
        report.notes().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Each with its change against the month before. */
    private void writeFigures() {
        json.writeObjectPropertyStart("figures");
        write("uptime", Figures::uptime);
        write("request_uptime", Figures::requestUptime);
        write("error_rate", each -> each.traffic().errorShare());
        write("p95_seconds", each -> each.latency().quantile(0.95));
        write("p99_seconds", each -> each.latency().quantile(0.99));
        write("incidents", Figures::incidentCount);
        write("deployments", Figures::deploymentCount);
        write("failed_deployments", Figures::failedDeployments);
        write("mttr_seconds", each -> each.incidents().meanDuration());
        write("resolution_seconds", each -> each.incidents().meanResolution());
        json.writeEndObject();
    }

    private void write(String name, Function<Figures, OptionalDouble> figure) {
        OptionalDouble value = figure.apply(report.now());
        OptionalDouble before = report.before().map(figure).orElse(OptionalDouble.empty());
        json.writeObjectPropertyStart(name);
        number("value", value);
        if (value.isPresent() && Double.isInfinite(value.getAsDouble())) {
            json.writeNumberProperty("above", report.now().latency().largestBound());
        }
        number("before", before);
        number(
                "change",
                value.isPresent() && before.isPresent()
                        ? OptionalDouble.of(value.getAsDouble() - before.getAsDouble())
                        : OptionalDouble.empty());
        json.writeEndObject();
    }

    private void writeCounts(Figures now) {
        json.writeObjectPropertyStart("counts");
        json.writeNumberProperty("minutes", now.probe().total());
        json.writeNumberProperty("minutes_seen", now.probe().known());
        json.writeNumberProperty("minutes_down", now.probe().down());
        json.writeNumberProperty("requests", now.traffic().requests());
        json.writeNumberProperty("errors", now.traffic().errors());
        json.writeStringProperty(
                "deployments_from", now.deployments().source().name().toLowerCase(java.util.Locale.ROOT));
        json.writeEndObject();
    }

    private void write(String name, @Nullable ErrorBudget budget) {
        if (budget == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("allowed", budget.allowed());
        json.writeNumberProperty("used", budget.used());
        json.writeNumberProperty("remaining", budget.remaining());
        json.writeNumberProperty("burn_rate", budget.burnRate());
        json.writeEndObject();
    }

    private void write(Incident incident) {
        json.writeStartObject();
        json.writeStringProperty("title", incident.title());
        json.writeStringProperty("start", incident.span().start().toString());
        json.writeStringProperty("end", incident.span().end().toString());
        json.writeNumberProperty("seconds", incident.duration().toSeconds());
        json.writeStringProperty("resolution", incident.resolution());
        if (incident.acknowledged() != null) {
            json.writeStringProperty("acknowledged", incident.acknowledged().toString());
        }
        if (incident.severity() != null) {
            json.writeStringProperty("severity", incident.severity());
        }
        json.writeBooleanProperty("logged", incident.logged());
        json.writeBooleanProperty("starts_before", incident.startsBefore());
        json.writeBooleanProperty("goes_on", incident.goesOn());
        json.writeEndObject();
    }

    private void write(Figures.Day day) {
        json.writeStartObject();
        json.writeStringProperty("date", day.date().toString());
        json.writeNumberProperty("minutes_seen", day.knownMinutes());
        json.writeNumberProperty("minutes_down", day.downMinutes());
        json.writeNumberProperty("requests", day.traffic().requests());
        json.writeNumberProperty("errors", day.traffic().errors());
        number("p95_seconds", day.p95());
        json.writeEndObject();
    }

    /** JSON has no infinity. */
    private void number(String name, OptionalDouble number) {
        if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
            json.writeNumberProperty(name, number.getAsDouble());
        } else {
            json.writeNullProperty(name);
        }
    }
}
