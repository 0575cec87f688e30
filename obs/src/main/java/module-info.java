/**
 * The one dependency of a service: metrics, logs, traces, and the adapters that need nothing but the JDK. It holds no code.
 */
module io.obs.all {
    requires transitive io.obs;
    requires transitive io.obs.httpclient;
    requires transitive io.obs.httpserver;
    requires transitive io.obs.jobs;
    requires transitive io.obs.logging;
    requires transitive io.obs.metrics;
    requires transitive io.obs.tracing;
}
