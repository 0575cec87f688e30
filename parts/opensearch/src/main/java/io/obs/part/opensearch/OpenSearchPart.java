package io.obs.part.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.http.HttpServerTransport;

/**
 * An OpenSearch node on loopback, inside this JVM, empty; spoken to over HTTP.
 *
 * <p>It takes half a minute to start and 350 MB. It ends with {@link #close()}, its data with it.
 *
 * <pre>{@code
 * try (OpenSearchPart search = OpenSearchPart.start()) {
 *     client.send(HttpRequest.newBuilder(search.uri().resolve("/_cluster/health")).build(), ofString());
 * }
 * }</pre>
 */
public final class OpenSearchPart implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String HTTP = "org.opensearch.transport.Netty4Plugin";

    private final OpenSearchRunner runner = new OpenSearchRunner();
    private final int port;

    private OpenSearchPart(Path directory) {
        try {
            port = launch(directory);
        } catch (RuntimeException e) {
            runner.clean();
            throw e;
        }
    }

    private int launch(Path directory) {
        runner.onBuild((number, settings) -> settings.put("network.host", HOST)
                .put("http.port", "0")
                .put("transport.port", "0")
                .put("cluster.routing.allocation.disk.threshold_enabled", "false"));
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(directory.toString())
                .clusterName("obs")
                .numOfNode(1)
                .moduleTypes(HTTP)
                .disableESLogger());
        return runner.node()
                .injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .getPort();
    }

    /** On a free port. */
    public static OpenSearchPart start() {
        try {
            return new OpenSearchPart(Files.createTempDirectory("opensearch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Its root, for requests over HTTP. */
    public URI uri() {
        return URI.create("http://" + HOST + ":" + port);
    }

    @Override
    public void close() {
        try {
            runner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            runner.clean();
        }
    }
}
