/** Adapter of the JDK's {@code com.sun.net.httpserver.HttpServer}. */
module io.obs.httpserver {
    requires transitive io.obs;
    requires transitive jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.obs.httpserver;
}
