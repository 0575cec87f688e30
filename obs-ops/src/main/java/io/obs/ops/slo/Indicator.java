package io.obs.ops.slo;

import io.obs.catalog.Catalog;
import io.obs.ops.promql.Matcher;
import io.obs.slo.Slo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an objective counts in all, and the part of it that is good, or bad.
 *
 * @param within the bound in seconds up to which the histogram counts as good, or null where another thing than time counts
 */
record Indicator(
        Counted total,
        Counted part,
        boolean partIsGood,
        @Nullable Double within) {

    private static final Matcher FAILED = new Matcher("status", "=~", "5..");

    static Indicator of(Slo slo) {
        List<Matcher> route = new ArrayList<>();
        if (!slo.endpoint().equals(Slo.ALL)) {
            route.add(new Matcher("endpoint", "=", slo.endpoint()));
        }
        if (slo.method() != null) {
            route.add(new Matcher("method", "=", slo.method()));
        }
        Double seconds = slo.seconds();
        if (seconds != null) {
            return within(new Counted(Catalog.HTTP_REQUEST_DURATION, "_bucket", route), seconds);
        }
        Counted requests = new Counted(Catalog.HTTP_REQUESTS, "", route);
        return new Indicator(requests, requests.with(FAILED), false, null);
    }

    /** What a histogram counts up to a bound, of all that it counts. */
    static Indicator within(Counted buckets, double seconds) {
        return new Indicator(buckets.as("_count"), buckets, true, seconds);
    }

    static Indicator bad(Counted total, Counted bad) {
        Matcher more = more(total, bad);
        return new Indicator(total, more == null ? bad : total.with(more), false, null);
    }

    /**
     * Where the good ones are those of the total with one condition more, the bad ones are those without it: they are there also
     * when nothing is good any more.
     */
    static Indicator good(Counted total, Counted good) {
        Matcher more = more(total, good);
        return more == null ? new Indicator(total, good, true, null) : bad(total, total.with(more.inverted()));
    }

    /** The only condition that the part has and the total has not, or null where they differ otherwise. */
    private static @Nullable Matcher more(Counted total, Counted part) {
        List<Matcher> more = new ArrayList<>(part.matchers());
        more.removeAll(total.matchers());
        boolean narrower = part.name().equals(total.name()) && part.matchers().containsAll(total.matchers());
        return narrower && more.size() == 1 ? more.get(0) : null;
    }

    /** The same, declared as an objective of HTTP requests, or null where it is none. */
    @Nullable
    Slo slo(double percent) {
        Set<Matcher> route = new HashSet<>(total.matchers());
        String endpoint = taken(route, "endpoint", Slo.ALL);
        String method = taken(route, "method", "");
        if (!route.isEmpty()) {
            return null;
        }
        Double seconds = within;
        if (seconds != null && method.isEmpty() && total.spec().equals(Catalog.HTTP_REQUEST_DURATION)) {
            return Slo.latency(endpoint, java.time.Duration.ofNanos(Math.round(seconds * 1e9)), percent);
        }
        boolean requests = total.spec().equals(Catalog.HTTP_REQUESTS) && part.equals(total.with(FAILED)) && !partIsGood;
        return requests ? Slo.availability((method + " " + endpoint).strip(), percent) : null;
    }

    private static String taken(Set<Matcher> from, String label, String otherwise) {
        for (Matcher matcher : List.copyOf(from)) {
            if (matcher.label().equals(label) && matcher.operator().equals("=")) {
                from.remove(matcher);
                return matcher.value();
            }
        }
        return otherwise;
    }
}
