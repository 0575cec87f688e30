package io.obs.pipeline;

import io.obs.catalog.MetricSpec;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Where the catalogue's families are measured: implemented by the metrics room, a no-op without it.
 *
 * <p>Asking for a family wires it: it is on the scrape from then on, with every series that is known beforehand. Label
 * values are given in the order of {@link MetricSpec#openLabels()}, the service's name never. Handles are resolved once
 * and kept; they are thread-safe, allocate nothing and never throw. Values beyond a label's cap fold into
 * {@link io.obs.catalog.Label#OTHER}.
 */
public interface Meters {

    /** The family of counters, wired from now on. */
    Family<Counter> counters(MetricSpec spec);

    /** The family of histograms, wired from now on. */
    Family<Histogram> histograms(MetricSpec spec);

    /**
     * A gauge read at each scrape. A supplier that throws or is slow hurts no other series; while it says NaN
     * its series is left out. Of several with the same labels the last one is read, until it is removed; those of an
     * {@linkplain io.obs.catalog.MetricTrait#ADDITIVE additive} family add up.
     *
     * @return takes the series away again
     */
    Registration gauge(MetricSpec spec, DoubleSupplier value, String... labels);

    /**
     * A counter whose running total is kept elsewhere and read at each scrape; several with the same labels add up.
     *
     * @return takes the series away again
     */
    Registration counter(MetricSpec spec, LongSupplier total, String... labels);

    /** The meters of a service without the metrics room. */
    static Meters noop() {
        return NoopMeters.INSTANCE;
    }

    /** A metric family whose series are found by their label values. */
    interface Family<H> {

        /** The series of a family without open labels. */
        H get();

        /** The series of these label values, made at zero if it is new. */
        H get(String value);

        H get(String first, String second);

        H get(String first, String second, String third);
    }

    /** One counter series. */
    interface Counter {

        void inc();

        /** @param amount how much to add; negative amounts are ignored */
        void add(long amount);

        /** Counts one, with the operation's span as its exemplar where that is sampled. */
        void inc(Operation exemplar);
    }

    /** One histogram series. */
    interface Histogram {

        /** @param nanos the observation in nanoseconds; the scrape shows the family's base unit, seconds */
        void observeNanos(long nanos);

        /** The same, with the operation's span as its exemplar where that is sampled. */
        void observeNanos(long nanos, Operation exemplar);
    }

    /** Takes back what was registered; safe to call twice. */
    @FunctionalInterface
    interface Registration {
        void remove();
    }
}
