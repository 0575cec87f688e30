package io.obs.http;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Family;
import io.obs.pipeline.Meters.Histogram;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One route and method of a service with its meters resolved: what makes a request cost no look-ups.
 *
 * <p>Made by {@link HttpServerHandler#route}; thread-safe.
 */
public final class HttpRoute {

    private static final int LOWEST = 100;
    private static final int CODES = 500;

    private final String template;
    private final String method;
    private final String spanName;
    private final Family<Counter> requests;
    private final Family<Histogram> durations;
    private volatile @Nullable Histogram duration; // made when first needed: a probe's path has no series
    private final AtomicReferenceArray<Counter> byStatus = new AtomicReferenceArray<>(CODES);

    HttpRoute(Meters meters, String method, String template) {
        this.template = template;
        this.method = method;
        this.spanName = (method.equals(HttpMethods.OTHER) ? "HTTP" : method)
                + (template.equals(HttpServerHandler.UNMATCHED) ? "" : " " + template);
        this.requests = meters.counters(Catalog.HTTP_REQUESTS);
        this.durations = meters.histograms(Catalog.HTTP_REQUEST_DURATION);
    }

    /** The template, as in the {@code endpoint} label. */
    public String template() {
        return template;
    }

    /** The method, as in the {@code method} label. */
    public String method() {
        return method;
    }

    String spanName() {
        return spanName;
    }

    Histogram duration() {
        Histogram known = duration;
        if (known == null) {
            known = durations.get(template);
            duration = known;
        }
        return known;
    }

    /** The counter of an answer with this status; what is no HTTP status counts as 500. */
    Counter requests(int status) {
        int code = HttpMethods.isStatus(status) ? status : 500;
        Counter known = byStatus.get(code - LOWEST);
        if (known == null) {
            known = requests.get(template, method, HttpMethods.statusText(code));
            byStatus.set(code - LOWEST, known);
        }
        return known;
    }
}
