package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SdkLogTest {

    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    @Test
    void sdkRecords_stayOffStderrWhileObsIsThere() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stderr = System.err;
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Handler console = new ConsoleHandler(); // takes System.err as it is now
        Logger.getLogger("").addHandler(console);
        try {
            try (Observability obs = Tracing.builder().build()) {
                assertThat(obs).isNotNull();
                Logger.getLogger("io.opentelemetry.exporter.otlp").log(Level.SEVERE, "during");
            }
            Logger.getLogger("io.opentelemetry.exporter.otlp").log(Level.SEVERE, "after");
        } finally {
            Logger.getLogger("").removeHandler(console);
            System.setErr(stderr);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("after").doesNotContain("during");
    }

    @Test
    void serviceThatHasSetUpTheLogger_isLeftAlone() {
        Handler theirs = new Handler() {
            @Override
            public void publish(LogRecord entry) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        SDK.addHandler(theirs);
        try (Observability obs = Tracing.builder().build()) {
            assertThat(obs).isNotNull();
            assertThat(SDK.getHandlers()).containsExactly(theirs);
            assertThat(SDK.getUseParentHandlers()).isTrue();
        } finally {
            SDK.removeHandler(theirs);
        }
    }
}
