/** Adapter of Jakarta RESTful Web Services. */
module io.obs.jaxrs {
    requires transitive io.obs;
    requires transitive jakarta.ws.rs;
    requires static jakarta.servlet;
    requires static transitive org.jspecify;

    exports io.obs.jaxrs;

    opens io.obs.jaxrs; // frameworks inject what they start in

    provides jakarta.ws.rs.core.Feature with
            io.obs.jaxrs.RoutesFeature;
}
