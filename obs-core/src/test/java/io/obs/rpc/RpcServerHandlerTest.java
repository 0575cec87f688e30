package io.obs.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.context.RequestContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class RpcServerHandlerTest {

    private record Call(String method) implements RpcRequest {
        @Override
        public String system() {
            return "grpc";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final RpcServerHandler handler = RpcServerHandler.create(obs);

    @AfterEach
    void close() {
        obs.close();
    }

    private RpcServerOperation start(String method) {
        return handler.start(new Call(method), handler.method(method, false));
    }

    @ParameterizedTest
    @CsvSource({
        "grpc.health.v1.Health/Check, true",
        "grpc.health.v1.Health/Watch, true",
        "grpc.reflection.v1.ServerReflection/ServerReflectionInfo, true",
        "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo, true",
        "grpc.health.v1.HealthOfMine/Check, false",
        "shop.Orders/Create, false",
    })
    void probes_areHealthChecksAndReflection(String method, boolean probe) {
        RpcServerOperation operation = start(method);
        operation.end(RpcCode.INTERNAL);
        assertThat(operation.traced()).isEqualTo(!probe);
        assertThat(operation.lineLevel()).isEqualTo(probe ? null : Level.ERROR);
    }

    @Test
    void firstEnd_counts() {
        RpcServerOperation operation = start("shop.Orders/Create");
        operation.end(RpcCode.NOT_FOUND, new IllegalStateException("not kept"));
        operation.end(RpcCode.OK);
        assertThat(operation.lineMessage()).isEqualTo("POST /shop.Orders/Create 404 NOT_FOUND");
        assertThat(operation.lineError()).isNull();
        assertThat(operation.outcome().errorType()).isEqualTo("client_error");
    }

    @Test
    void causeOfTheServersFailure_isKeptAndWhatWasThrownGoesFirst() {
        IllegalStateException cause = new IllegalStateException("cause");
        RpcServerOperation told = start("shop.Orders/Create");
        told.end(RpcCode.UNAVAILABLE, cause);
        assertThat(told.lineError()).isSameAs(cause);
        assertThat(told.outcome().errorType()).isEqualTo("exception");
        IllegalStateException thrown = new IllegalStateException("thrown");
        RpcServerOperation threw = start("shop.Orders/Create");
        threw.thrown(thrown);
        threw.end(RpcCode.UNKNOWN, cause);
        assertThat(threw.lineError()).isSameAs(thrown);
    }

    @Test
    void failureOfACallThatItMade_isTheRequestsErrorType() {
        RpcServerOperation operation = start("shop.Orders/Create");
        RequestContext.from(operation.context()).failureHint("circuit_open");
        operation.end(RpcCode.UNAVAILABLE);
        assertThat(operation.outcome().errorType()).isEqualTo("circuit_open");
    }

    @Test
    void methods_areKnownOnceDeclaredOrCalledUpToABound() {
        assertThat(handler.knows("shop.Orders/Create")).isFalse();
        RpcMethod method = handler.declare("shop.Orders/Create", false, RpcCode.NOT_FOUND);
        assertThat(handler.knows("shop.Orders/Create")).isTrue();
        assertThat(handler.method("shop.Orders/Create", false)).isSameAs(method);
        for (int i = 0; i < 3_000; i++) {
            handler.method("any.Service/M" + i, false);
        }
        assertThat(handler.knows("any.Service/M0")).isTrue();
        assertThat(handler.knows("any.Service/M2999")).isFalse();
    }

    @Test
    void number_isACode() {
        for (RpcCode code : RpcCode.values()) {
            assertThat(RpcCode.of(code.number())).isSameAs(code);
        }
        assertThat(RpcCode.of(-1)).isEqualTo(RpcCode.UNKNOWN);
        assertThat(RpcCode.of(17)).isEqualTo(RpcCode.UNKNOWN);
    }
}
