package io.obs.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardFailuresTest {

    private static final class CallNotPermittedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class LoopException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "timeout"),
                Arguments.of(new SocketTimeoutException(), "timeout"),
                Arguments.of(new HttpTimeoutException("late"), "timeout"),
                Arguments.of(new SQLTimeoutException(), "timeout"),
                Arguments.of(new InterruptedException(), "interrupted"),
                Arguments.of(new CallNotPermittedException(), "circuit_open"),
                Arguments.of(new IllegalArgumentException(), "validation"),
                Arguments.of(new SQLException(), "dependency"),
                Arguments.of(new ConnectException(), "dependency"),
                Arguments.of(new IOException(), "io"),
                Arguments.of(new UncheckedIOException(new IOException()), "io"),
                Arguments.of(new UncheckedIOException(new ConnectException()), "dependency"),
                Arguments.of(new ExecutionException(new CompletionException(new TimeoutException())), "timeout"),
                Arguments.of(new IllegalStateException(), "internal"),
                Arguments.of(new LoopException(), "internal"),
                Arguments.of(new StackOverflowError(), "internal"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reason_isFoundByTypeThenNameThenCause(Throwable error, String reason) {
        assertThat(FailureClassifier.standard().reason(error)).isEqualTo(reason);
    }
}
