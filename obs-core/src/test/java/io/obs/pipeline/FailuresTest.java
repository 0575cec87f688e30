package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Lines;
import io.obs.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final ManualClock clock = new ManualClock();
    private final Failures failures = new Failures(clock);

    @Test
    void failures_areAllCounted_andLoggedOnceAMinuteAComponent() {
        try (Lines lines = Lines.ofObs()) {
            for (int i = 0; i < 100; i++) {
                failures.caught("trace", new IllegalStateException("x"));
            }
            failures.caught("log", new AssertionError("y"));
            assertThat(lines.all())
                    .containsExactly(
                            "WARN obs: trace failed; the service goes on (1 such failures so far)",
                            "WARN obs: log failed; the service goes on (1 such failures so far)");

            clock.advance(Duration.ofSeconds(60));
            failures.caught("trace", new IllegalStateException("x"));
            assertThat(lines.all()).hasSize(3).last().asString().contains("(101 such failures so far)");
        }
        assertThat(failures.totals()).containsOnly(Map.entry("trace", 101L), Map.entry("log", 1L));
    }

    @Test
    void watcher_hearsOfEachComponentOnce() {
        List<String> heard = new ArrayList<>();
        failures.caught("trace", new IllegalStateException());
        failures.watch((component, total) -> heard.add(component));
        failures.caught("trace", new IllegalStateException());
        failures.caught("health", new IllegalStateException());

        assertThat(heard).containsExactly("trace", "health");
    }

    @Test
    void errorsThatNobodyMayKeep_goOn() {
        OutOfMemoryError error = new OutOfMemoryError("provoked");

        assertThatThrownBy(() -> failures.caught("trace", error)).isSameAs(error);
        assertThat(Failures.isFatal(new StackOverflowError())).isFalse();
        assertThat(Failures.isFatal(new LinkageError())).isFalse();
    }

    @Test
    void throwable_whoseOwnMessageThrows_isCountedAllTheSame() {
        failures.caught("trace", new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("in getMessage");
            }
        });

        assertThat(failures.totals()).containsEntry("trace", 1L);
    }
}
