package io.obs.slo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service level objective: of the requests to an endpoint, the share that shall be good over 30 days.
 *
 * <pre>{@code
 * Slo.availability("POST /api/v1/jobs", 99.9);
 * Slo.latency("/api/v1/jobs", Duration.ofMillis(500), 99);
 * }</pre>
 *
 * <p>Immutable. Good is a request that was not answered with 5xx, or one that took no longer than {@link #within}.
 *
 * @param endpoint the route's template as it stands in the label {@code endpoint}; {@link #ALL}: every endpoint together
 * @param method the HTTP method, or null for all; always null where {@link #within} is set
 * @param within how long a good request may take, or null where not the time but the status counts
 * @param percent the share of good requests, above 0 and below 100
 */
public record Slo(
        String endpoint, @Nullable String method, @Nullable Duration within, BigDecimal percent) {

    /** Every endpoint of the service together. */
    public static final String ALL = "*";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");
    private static final Pattern ROUTE = Pattern.compile("(?:([A-Za-z]+)\\s+)?(/\\S*|\\*)");

    /**
     * Checks all of it.
     *
     * @throws IllegalArgumentException where a latency objective names a method, or something is out of its range
     */
    public Slo {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(percent, "percent");
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw new IllegalArgumentException("an objective of " + percent.toPlainString()
                    + " % leaves no budget or asks for nothing; allowed: above 0, below 100");
        }
        if (within != null && method != null) {
            throw new IllegalArgumentException("a latency objective can't be of " + method + " " + endpoint
                    + ": the histogram of durations has no method; say \"" + endpoint
                    + "\", which holds for all of them");
        }
        if (within != null && (within.isNegative() || within.isZero())) {
            throw new IllegalArgumentException("a latency objective of " + within + " is not more than nothing");
        }
        if (method != null && !METHODS.contains(method)) {
            throw new IllegalArgumentException(method + " is no HTTP method; allowed: " + String.join(", ", METHODS));
        }
    }

    /**
     * A share of requests that are not answered with 5xx.
     *
     * @param route {@code POST /api/v1/jobs}, {@code /api/v1/jobs} for all its methods, {@code *} for the whole service
     * @param percent for example 99.9
     */
    public static Slo availability(String route, double percent) {
        Matcher matcher = matched(route);
        return new Slo(matcher.group(2), method(matcher), null, BigDecimal.valueOf(percent));
    }

    /**
     * A share of requests that take no longer than a time, which becomes a bound of the histogram's buckets.
     *
     * @param route {@code /api/v1/jobs}, or {@code *} for the whole service; a method is refused, the histogram has none
     * @param percent for example 99
     */
    public static Slo latency(String route, Duration within, double percent) {
        Matcher matcher = matched(route);
        return new Slo(
                matcher.group(2),
                method(matcher),
                Objects.requireNonNull(within, "within"),
                BigDecimal.valueOf(percent));
    }

    /** True where the time counts, false where the status does. */
    public boolean isLatency() {
        return within != null;
    }

    /** The share of requests that may be bad: 0.001 for 99.9 %. */
    public BigDecimal budget() {
        return BigDecimal.ONE.subtract(percent.movePointLeft(2));
    }

    /** The bound in seconds, or null where the status counts. */
    public @Nullable Double seconds() {
        return within == null ? null : BigDecimal.valueOf(within.toNanos(), 9).doubleValue();
    }

    /** The objective as people say it: {@code 99.9 % of POST /api/v1/jobs without a 5xx}. */
    public String told() {
        String what = endpoint.equals(ALL) ? "all requests" : endpoint;
        return percent.toPlainString() + " % of " + (method == null ? "" : method + " ") + what
                + (isLatency() ? " within " + seconds() + " s" : " without a 5xx");
    }

    private static Matcher matched(String route) {
        Matcher matcher = ROUTE.matcher(route.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + route + "\" is no route; allowed: \"POST /path\", \"/path\" or \"" + ALL + "\"");
        }
        return matcher;
    }

    private static @Nullable String method(Matcher route) {
        String method = route.group(1);
        return method == null ? null : method.toUpperCase(Locale.ROOT);
    }
}
