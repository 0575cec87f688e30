package io.obs.metrics;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;

/**
 * Counts deployments, for whatever marks them: a release job, an operator, the service itself when it has come up well.
 * The SLA reports read how many there were and how many failed (SPEC sections 1 and 6).
 *
 * <p>The family exists from the moment somebody asks for it; without a metrics room nothing is counted. Thread-safe,
 * never throws after it was made.
 *
 * <pre>{@code
 * Deployments.of(obs).succeeded();
 *
 * deployments_total{service="captions",status="failure"} 0.0
 * deployments_total{service="captions",status="success"} 1.0
 * }</pre>
 */
public final class Deployments {

    private final Counter success;
    private final Counter failure;

    private Deployments(Meters.Family<Counter> family) {
        success = family.get("success");
        failure = family.get("failure");
    }

    /** The deployments of that obs's service; its two series are on the scrape from now on. */
    public static Deployments of(Observability obs) {
        return new Deployments(obs.meters().counters(Catalog.DEPLOYMENTS));
    }

    /** A deployment ended well. */
    public void succeeded() {
        success.inc();
    }

    /** A deployment failed, or was rolled back. */
    public void failed() {
        failure.inc();
    }
}
