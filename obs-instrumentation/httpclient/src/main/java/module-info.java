/** Adapter of the JDK's {@code java.net.http.HttpClient}. */
module io.obs.httpclient {
    requires transitive io.obs;
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.obs.httpclient;
}
