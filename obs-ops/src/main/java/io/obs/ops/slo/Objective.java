package io.obs.ops.slo;

import io.obs.slo.Slo;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An objective of a service, with the name that its series and alerts carry.
 *
 * @param service the service's name
 * @param name unique within the service
 * @param told the objective as people say it: {@code 99.9 % of POST /api/v1/jobs without a 5xx}
 * @param percent the share that shall be good, above 0 and below 100
 * @param days how many the error budget is for
 * @param indicator what is counted
 */
record Objective(String service, String name, String told, BigDecimal percent, int days, Indicator indicator) {

    /** How many days the budget of an objective is for that says nothing of it. */
    static final int DAYS = 30;

    /** One of HTTP requests. */
    static Objective of(String service, String name, Slo slo, int days) {
        return new Objective(service, name, slo.told(), slo.percent(), days, Indicator.of(slo));
    }

    static Objective of(String service, String name, Slo slo) {
        return of(service, name, slo, DAYS);
    }

    /** The share that may be bad: 0.001 for 99.9 %. */
    BigDecimal budget() {
        return BigDecimal.ONE.subtract(percent.movePointLeft(2));
    }

    /** The bound that the histogram of HTTP requests must have for it, in seconds, or null where it needs none. */
    @Nullable
    Double bound() {
        return indicator.total().spec().equals(io.obs.catalog.Catalog.HTTP_REQUEST_DURATION)
                ? indicator.within()
                : null;
    }

    /** {@code availability-post-api-v1-jobs}: the name of one that was given none. */
    static String named(Slo slo) {
        String kind = slo.isLatency() ? "latency" : "availability";
        String method = slo.method() == null ? "" : "-" + slo.method();
        String endpoint = slo.endpoint().equals(Slo.ALL) ? "-all" : "-" + slo.endpoint();
        return (kind + method + endpoint)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }
}
