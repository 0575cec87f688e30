/** The resilience room: resilience4j circuit breakers, observed. */
module io.obs.resilience {
    requires transitive io.obs;
    requires transitive io.github.resilience4j.circuitbreaker;
    requires transitive io.github.resilience4j.core;
    requires static transitive org.jspecify;

    exports io.obs.resilience;
}
