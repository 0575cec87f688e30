/** Adapter of Quartz: each run of its jobs is a job. */
module io.obs.quartz {
    requires transitive io.obs;
    requires transitive org.quartz;
    requires static transitive org.jspecify;

    exports io.obs.quartz;
}
