package io.obs.ops.slo;

import io.obs.slo.Slo;
import java.util.Locale;

/**
 * An objective of a service, with the name that its series and alerts carry.
 *
 * @param service the service's name
 * @param name unique within the service
 * @param slo what is promised
 */
record Objective(String service, String name, Slo slo) {

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
