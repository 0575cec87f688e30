package io.obs.testkit.http;

/**
 * What every HTTP server adapter promises, run on a real server: an adapter's test implements this and says how to
 * {@linkplain #serve start one}; all tests come with it.
 *
 * <pre>{@code
 * class JettyObservabilityIT implements HttpServerContract {
 *     @Override
 *     public Running serve(ContractApp app, @Nullable Observability obs) { ... }
 * }
 * }</pre>
 */
public interface HttpServerContract
        extends HttpServerMetricsContract,
                HttpServerLinesContract,
                HttpServerSpansContract,
                HttpServerFailuresContract,
                HttpServerIdsContract,
                HttpServerContextContract {}
