package io.obs.testkit.assertion;

import io.obs.Observability;
import io.obs.testkit.TestTelemetry;

/**
 * Where assertions about telemetry begin; to be imported statically, beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(obs).trace("POST /api/v1/jobs").hasNoErrors().everyLineCarriesItsTraceId();
 * assertThat(obs).metric("jobs_created_total").increasedBy(1);
 * }</pre>
 */
public final class TelemetryAssertions {

    private TelemetryAssertions() {}

    /** @param obs one that {@link io.obs.testkit.ObsTest} or {@link TestTelemetry} gave */
    public static TelemetryAssert assertThat(Observability obs) {
        return assertThat(TestTelemetry.of(obs));
    }

    /** What that telemetry shows. */
    public static TelemetryAssert assertThat(TestTelemetry telemetry) {
        return new TelemetryAssert(telemetry);
    }
}
