/** Carries obs's context through Reactor. */
module io.obs.reactor {
    requires transitive io.obs;
    requires transitive context.propagation;
    requires static transitive org.jspecify;

    exports io.obs.reactor;

    provides io.micrometer.context.ThreadLocalAccessor with
            io.obs.reactor.ContextAccessor;
}
