/** Adapter of plain Java: calls and annotated methods become jobs. */
module io.obs.jobs {
    requires transitive io.obs;
    requires static transitive org.jspecify;

    exports io.obs.jobs;
}
