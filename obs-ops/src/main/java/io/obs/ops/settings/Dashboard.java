package io.obs.ops.settings;

/** The dashboards, by the uid that links to them use; a uid never changes. */
public enum Dashboard {
    OVERVIEW("obs-overview", "System Overview"),
    SERVICE("obs-service", "Per-Service Health"),
    PERFORMANCE("obs-performance", "Performance"),
    SLA("obs-sla", "SLA Tracking");

    private final String uid;
    private final String title;

    Dashboard(String uid, String title) {
        this.uid = uid;
        this.title = title;
    }

    /** Its uid in Grafana. */
    public String uid() {
        return uid;
    }

    /** Its title in Grafana. */
    public String title() {
        return title;
    }
}
