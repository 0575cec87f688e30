package io.obs.grpc;

import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.obs.rpc.RpcCode;
import io.obs.rpc.RpcServerOperation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a server's call ended: what the service closed it with, what gRPC makes of its mistakes, or the client
 * that went away. Heard by one thread at a time, as a call is used; the end comes when gRPC says that all is over.
 */
final class ServerCallEnd {

    private static final long MOST_EARLY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RpcServerOperation operation;
    private final boolean oneMessage;
    private final @Nullable Deadline deadline;
    private final long earlyNanos;
    private int messages;
    private volatile @Nullable Status closed;

    ServerCallEnd(RpcServerOperation operation, MethodDescriptor<?, ?> method, @Nullable Deadline deadline) {
        this.operation = operation;
        this.oneMessage = method.getType().serverSendsOneMessage();
        this.deadline = deadline;
        this.earlyNanos =
                deadline == null ? 0 : Math.min(MOST_EARLY_NANOS, deadline.timeRemaining(TimeUnit.NANOSECONDS) / 10);
    }

    /** The service sends a message; gRPC cancels calls with more of them than the method has. */
    void messageSent() {
        if (oneMessage && messages++ > 0) {
            decide(Status.INTERNAL);
        }
    }

    /** The service closes the call; the first time counts. gRPC cancels it where the answer is missing. */
    void closed(Status status) {
        decide(status.isOk() && oneMessage && messages == 0 ? Status.INTERNAL : status);
    }

    private void decide(Status status) {
        if (closed == null) {
            closed = status;
        }
    }

    /** All has been sent. */
    void complete() {
        Status status = closed;
        if (status != null) {
            end(status);
        } else {
            operation.end(RpcCode.OK);
        }
    }

    /** The call was cancelled: by the client, its deadline, its connection's end, or gRPC for a mistake of the service's. */
    void cancelled() {
        Status status = closed;
        if (status != null && !status.isOk()) {
            end(status);
        } else {
            operation.end(isLate() ? RpcCode.DEADLINE_EXCEEDED : RpcCode.CANCELLED);
        }
    }

    /**
     * True where it is the deadline that cancelled. The client's clock runs out first, as the server's starts later, and
     * so mostly it is the client that cancels, shortly before.
     */
    private boolean isLate() {
        return deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) <= earlyNanos;
    }

    /** The service threw before it took the call. */
    void refused(Throwable error) {
        operation.thrown(error);
        Status status = closed;
        end(status != null ? status : Status.fromThrowable(error));
    }

    /** The service threw in a callback: gRPC answers UNKNOWN, whatever it was, unless there is an answer. */
    void thrown(Throwable error) {
        operation.thrown(error);
        Status status = closed;
        end(status != null ? status : Status.UNKNOWN);
    }

    private void end(Status status) {
        operation.end(RpcCode.of(status.getCode().value()), status.getCause());
    }
}
