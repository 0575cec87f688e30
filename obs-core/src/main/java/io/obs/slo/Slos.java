package io.obs.slo;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The objectives of a service, given to {@code init} so that latencies are measured exactly where they are judged:
 *
 * <pre>{@code
 * Observability.builder()
 *         .use(Slos.class, Slos.of(Slo.latency("/api/v1/jobs", Duration.ofMillis(300), 99)))
 *         .init();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Slos {

    private final List<Slo> all;

    private Slos(List<Slo> all) {
        this.all = List.copyOf(all);
    }

    public static Slos of(Slo... objectives) {
        return new Slos(List.of(objectives));
    }

    /** The objectives, in their order. */
    public List<Slo> all() {
        return all;
    }

    /** The latencies of the objectives, in seconds, ascending: bounds that the HTTP histogram needs. */
    public List<Double> bounds() {
        return List.copyOf(new TreeSet<>(
                all.stream().map(Slo::seconds).filter(Objects::nonNull).toList()));
    }
}
