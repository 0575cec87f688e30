package io.obs.ops.promql;

import java.util.List;

/** The metrics of others that rules and dashboards read, with their labels; whatever else they read is the catalogue's or recorded. */
public enum Foreign {
    UP("up", "Prometheus"),
    ALERTS("ALERTS", "Prometheus", "alertname", "alertstate", "severity", "service"),
    PROBE_DURATION("probe_duration_seconds", "blackbox exporter", "service"),
    PROCESS_START("process_start_time_seconds", "Micrometer, in obs's own scrape"),
    PROCESS_CPU_USAGE("process_cpu_usage", "Micrometer, in obs's own scrape"),
    DISK_FREE("disk_free_bytes", "Micrometer, in obs's own scrape", "path"),
    DISK_TOTAL("disk_total_bytes", "Micrometer, in obs's own scrape", "path"),
    POD_RESTARTS("kube_pod_container_status_restarts_total", "kube-state-metrics", "uid"),
    POD_WAITING("kube_pod_container_status_waiting_reason", "kube-state-metrics", "reason", "uid"),
    DEPLOYMENT_REPLICAS("kube_deployment_status_replicas_available", "kube-state-metrics", "deployment"),
    DEPLOYMENT_WANTED("kube_deployment_spec_replicas", "kube-state-metrics", "deployment"),
    CONTAINER_MEMORY("container_memory_working_set_bytes", "cAdvisor", "image", "name", "id"),
    CONTAINER_MEMORY_LIMIT("container_spec_memory_limit_bytes", "cAdvisor", "image", "name", "id"),
    CONTAINER_CPU("container_cpu_usage_seconds_total", "cAdvisor", "image", "name", "id", "cpu"),
    CONTAINER_CPU_QUOTA("container_spec_cpu_quota", "cAdvisor", "image", "name", "id"),
    CONTAINER_CPU_PERIOD("container_spec_cpu_period", "cAdvisor", "image", "name", "id"),
    NODE_CPU("node_cpu_seconds_total", "node exporter", "mode", "cpu"),
    NODE_MEMORY_AVAILABLE("node_memory_MemAvailable_bytes", "node exporter"),
    NODE_MEMORY_TOTAL("node_memory_MemTotal_bytes", "node exporter"),
    NODE_DISK_AVAILABLE("node_filesystem_avail_bytes", "node exporter", "device", "fstype", "mountpoint"),
    NODE_DISK_SIZE("node_filesystem_size_bytes", "node exporter", "device", "fstype", "mountpoint");

    private final String metric;
    private final String source;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Foreign(String metric, String source, String... labels) {
        this.metric = metric;
        this.source = source;
        this.labels = List.of(labels);
    }

    /** Its exact name on the scrape. */
    public String metric() {
        return metric;
    }

    /** The program that exposes it. */
    public String source() {
        return source;
    }

    /** Its own labels, without those of the target. */
    public List<String> labels() {
        return labels;
    }
}
