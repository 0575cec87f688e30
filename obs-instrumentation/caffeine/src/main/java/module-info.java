/** Adapter of Caffeine's caches. */
module io.obs.caffeine {
    requires transitive io.obs;
    requires transitive com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports io.obs.caffeine;
}
