package io.obs.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Deadline;
import io.grpc.Status;
import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.pipeline.Outcome;
import io.obs.rpc.RpcRequest;
import io.obs.rpc.RpcServerHandler;
import io.obs.rpc.RpcServerOperation;
import io.obs.testkit.rpc.RpcKind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCallEndTest {

    private static final class Time extends Deadline.Ticker {
        long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    private record Call() implements RpcRequest {
        @Override
        public String system() {
            return "grpc";
        }

        @Override
        public String method() {
            return "a.B/C";
        }

        @Override
        public String header(String name) {
            return null;
        }
    }

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final RpcServerHandler rpc = RpcServerHandler.create(obs);
    private final RpcServerOperation operation = rpc.start(new Call(), rpc.method("a.B/C", false));
    private final Time time = new Time();

    @AfterEach
    void close() {
        obs.close();
    }

    private ServerCallEnd end(Deadline deadline) {
        return new ServerCallEnd(operation, ContractService.descriptor("a.B/C", RpcKind.UNARY), deadline);
    }

    private String errorType() {
        assertThat(operation.ended()).isTrue();
        Outcome outcome = operation.outcome();
        assertThat(RequestContext.from(operation.context()).endpoint()).isEqualTo("/a.B/C");
        return outcome.errorType();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, timeout",
        "1000, 1500, timeout",
        "1000, 901, timeout", // the client's clock began earlier
        "1000, 899, aborted",
        "60000, 59901, timeout",
        "60000, 59000, aborted",
        "10, 9, timeout",
        "10, 8, aborted",
    })
    void cancellation_isTheDeadlinesWhereThatIsNear(long deadlineMillis, long cancelledMillis, String type) {
        ServerCallEnd end = end(Deadline.after(deadlineMillis, TimeUnit.MILLISECONDS, time));
        time.nanos = TimeUnit.MILLISECONDS.toNanos(cancelledMillis);
        end.cancelled();
        assertThat(errorType()).isEqualTo(type);
    }

    @Test
    void cancellationWithoutADeadline_isTheClients() {
        end(null).cancelled();
        assertThat(errorType()).isEqualTo("aborted");
    }

    @Test
    void answerThatNeverArrived_isAborted() {
        ServerCallEnd end = end(null);
        end.messageSent();
        end.closed(Status.OK);
        end.cancelled();
        assertThat(errorType()).isEqualTo("aborted");
    }

    @Test
    void failureThatNeverArrived_isTheServersAllTheSame() {
        ServerCallEnd end = end(null);
        end.closed(Status.INTERNAL);
        end.closed(Status.OK);
        end.cancelled();
        assertThat(errorType()).isEqualTo("server_error");
    }

    @Test
    void completionThatNobodyAnnounced_isFine() {
        end(null).complete();
        assertThat(errorType()).isNull();
    }
}
