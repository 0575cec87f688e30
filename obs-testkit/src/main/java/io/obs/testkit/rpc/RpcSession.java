package io.obs.testkit.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.util.List;
import java.util.function.Consumer;

/** One server of the contract's service, a client of it, one of them or both observed, and what there is to see. */
final class RpcSession implements AutoCloseable {

    private final TestTelemetry telemetry;
    private final RpcContractApp app;
    private final RpcKit.Running server;
    private final RpcPeer client;

    private RpcSession(
            RpcKit kit, boolean serverObserved, boolean clientObserved, Consumer<Observability.Builder> settings)
            throws Exception {
        telemetry = TestTelemetry.start(settings);
        app = new RpcContractApp(telemetry.obs());
        server = kit.serve(app, serverObserved ? telemetry.obs() : null);
        client = server.client(clientObserved ? telemetry.obs() : null);
    }

    static RpcSession ofServer(RpcKit kit) throws Exception {
        return ofServer(kit, builder -> {});
    }

    static RpcSession ofServer(RpcKit kit, Consumer<Observability.Builder> settings) throws Exception {
        return new RpcSession(kit, true, false, settings.andThen(RpcSession::probes));
    }

    static RpcSession ofClient(RpcKit kit) throws Exception {
        return new RpcSession(kit, false, true, RpcSession::probes);
    }

    static RpcSession ofBoth(RpcKit kit) throws Exception {
        return new RpcSession(kit, true, true, RpcSession::probes);
    }

    private static void probes(Observability.Builder builder) {
        builder.set("obs.rpc.probes", "contract.Probe");
    }

    TestTelemetry telemetry() {
        return telemetry;
    }

    RpcContractApp app() {
        return app;
    }

    RpcKit.Running server() {
        return server;
    }

    RpcPeer client() {
        return client;
    }

    List<LogLine> accessLines() {
        return telemetry.lines("obs.access");
    }

    /** Waits for the one access line. */
    LogLine accessLine() {
        telemetry.eventually(() -> assertThat(accessLines()).hasSize(1));
        return accessLines().get(0);
    }

    List<ReceivedSpan> spans(String kind) {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals(kind))
                .toList();
    }

    /** Waits for the one span of that kind. */
    ReceivedSpan span(String kind) {
        telemetry.eventually(() -> assertThat(spans(kind)).hasSize(1));
        return spans(kind).get(0);
    }

    /** Waits until that many calls have been counted with these labels. */
    void counted(double calls, String... labels) {
        telemetry.eventually(() -> assertThat(telemetry.scrape().value("http_requests_total", labels))
                .hasValue(calls));
    }

    /** Waits until that many calls of one of the contract's methods have been counted with this status. */
    void counted(double calls, String method, int status) {
        counted(calls, "endpoint", "/" + RpcContractApp.JOBS + method, "method", "POST", "status", "" + status);
    }

    void errors(double errors, int status, String type) {
        telemetry.eventually(() -> assertThat(
                        telemetry.scrape().value("http_errors_total", "status", "" + status, "error_type", type))
                .hasValue(errors));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        app.close();
        telemetry.close();
    }
}
