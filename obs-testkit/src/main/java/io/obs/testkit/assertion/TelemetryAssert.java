package io.obs.testkit.assertion;

import io.obs.testkit.TestTelemetry;
import io.obs.testkit.contract.TelemetryContract;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions over all signals of one obs.
 *
 * <p>Telemetry comes a moment after what it tells of, so each assertion that looks for something waits until it is there,
 * for 20 seconds at most, and then says what there was instead. Used by one thread.
 */
public final class TelemetryAssert extends AbstractAssert<TelemetryAssert, TestTelemetry> {

    TelemetryAssert(TestTelemetry telemetry) {
        super(telemetry, TelemetryAssert.class);
    }

    /**
     * The newest trace whose local root has that name, whole: all of its spans have ended and come.
     *
     * @param rootName {@code POST /api/v1/jobs}, a job's name
     */
    public TraceAssert trace(String rootName) {
        return TraceAssert.newest(actual, rootName);
    }

    /** Fails where a local root of that name is there; waits for all spans that have ended. */
    public TelemetryAssert hasNoTrace(String rootName) {
        actual.eventually(() -> require(actual.settled(), "spans that have ended are still on their way"));
        List<String> roots = TraceAssert.roots(actual);
        require(!roots.contains(rootName), "expected no trace \"%s\", but there is one among %s", rootName, roots);
        return this;
    }

    /** Fails while a span is open: it was started and nobody ended it. */
    public TelemetryAssert hasNoOpenSpans() {
        actual.eventually(
                () -> require(actual.openSpans().isEmpty(), "spans that nobody has ended: %s", actual.openSpans()));
        return this;
    }

    /**
     * One series of a metric.
     *
     * @param name as on the scrape, of a histogram with its suffix: {@code http_request_duration_seconds_count}
     * @param labels names and values in turn; other labels don't matter
     */
    public MetricAssert metric(String name, String... labels) {
        return new MetricAssert(this, actual, name, labels);
    }

    /** All log lines, to be narrowed. */
    public LinesAssert lines() {
        return new LinesAssert(actual);
    }

    /** Those of one logger: {@code obs.access}, a class's name. */
    public LinesAssert lines(String logger) {
        return lines().ofLogger(logger);
    }

    /**
     * Each line that has a request's id has a trace's too, and one of this obs's traces: nothing was logged for a request
     * where its context was lost on the way.
     */
    public TelemetryAssert everyLineCarriesItsTraceId() {
        List<String> bare = actual.lines().stream()
                .filter(line -> line.text("request_id") != null && line.text("trace_id") == null)
                .map(line -> line.json())
                .toList();
        require(bare.isEmpty(), "lines of a request without its trace_id:%s", Listing.of(bare));
        return this;
    }

    /**
     * No line, no span and no label holds something that obs's masks would hide, by the keys and shapes that it knows, and
     * none of the texts given.
     *
     * @param secrets what the test put in and must not come out
     */
    public TelemetryAssert hasNoSecrets(String... secrets) {
        actual.eventually(() -> require(actual.settled(), "spans that have ended are still on their way"));
        List<String> found = new Secrets(actual, secrets).found();
        require(found.isEmpty(), "secrets:%s", Listing.of(found));
        return this;
    }

    /**
     * No label holds what belongs to single requests (ids, numbers, addresses, raw paths), and none was folded into
     * {@code _other}.
     */
    public TelemetryAssert hasNoUnboundedLabels() {
        List<String> found = UnboundedLabels.in(actual.scrape());
        require(
                found.isEmpty(),
                "labels whose values have no bound; a value should be one of a small set that is known beforehand:%s",
                Listing.of(found));
        return this;
    }

    /**
     * The names, types, labels and fields are those of a checked-in file.
     *
     * @param file relative to the module; written anew where {@code -Dobs.contract.update=true} or {@code
     *     OBS_CONTRACT_UPDATE=true}
     * @see TelemetryContract
     */
    public TelemetryAssert keepsContract(Path file) {
        TelemetryContract.of(actual).check(file);
        return this;
    }

    private void require(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            failWithMessage(otherwise, values);
        }
    }
}
