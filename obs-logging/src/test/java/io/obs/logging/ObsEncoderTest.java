package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.status.Status;
import io.obs.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObsEncoderTest {

    private static final String MEMORY = """
            <appender name="MEMORY" class="io.obs.logging.MemoryAppender">
              <encoder class="io.obs.logging.ObsEncoder"/>
            </appender>
            """;
    private static final String SYNCHRONOUS = MEMORY + "<root level='DEBUG'><appender-ref ref='MEMORY'/></root>";
    private static final String ASYNCHRONOUS = MEMORY + """
                    <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                      <queueSize>10000</queueSize>
                      <appender-ref ref="MEMORY"/>
                    </appender>
                    <root level="DEBUG"><appender-ref ref="ASYNC"/></root>
                    """;

    @Test
    void line_carriesTheContext() {
        try (OwnLogback logback = new OwnLogback(SYNCHRONOUS)) {
            context(7).wrap(() -> logback.logger("com.acme.Shop").info("hello")).run();

            assertThat(logback.memory("MEMORY").lines()).singleElement().satisfies(line -> ofContext(line, 7));
        }
    }

    @Test
    void installing_warnsNobody() {
        try (OwnLogback logback = new OwnLogback(SYNCHRONOUS)) {
            assertThat(logback.statuses()).allMatch(status -> status.getLevel() == Status.INFO);
        }
    }

    static Stream<Arguments> kindsOfThreads() {
        Function<Runnable, Thread> platform = Thread::new;
        return Stream.concat(
                Stream.of(Arguments.of("platform", platform)),
                virtual().map(kind -> Arguments.of("virtual", kind)).stream());
    }

    /** From 21 on; the tests are compiled for 17. */
    private static Optional<Function<Runnable, Thread>> virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            return Optional.of(task -> {
                try {
                    return (Thread) unstarted.invoke(builder, task);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(e.getMessage(), e);
                }
            });
        } catch (ReflectiveOperationException before21) {
            return Optional.empty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsOfThreads")
    void asynchronousAppender_writesEachLineWithTheContextItWasMadeIn(String kind, Function<Runnable, Thread> threading)
            throws InterruptedException {
        int requests = 200;
        OwnLogback logback = new OwnLogback(ASYNCHRONOUS);
        MemoryAppender memory = logback.memory("ASYNC");
        Logger logger = logback.logger("com.acme.Shop");
        CountDownLatch together = new CountDownLatch(requests);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            int number = i;
            Thread thread = threading.apply(context(number).wrap(() -> {
                together.countDown();
                awaitAll(together);
                for (int line = 0; line < 20; line++) {
                    logger.info("request {}", number);
                }
            }));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        logback.close(); // waits for the queue

        assertThat(memory.lines()).hasSize(20 * requests).allSatisfy(line -> {
            int number = Integer.parseInt(line.replaceFirst(".*\"request (\\d+)\".*", "$1"));
            ofContext(line, number);
        });
    }

    @Test
    void asynchronousAppender_outsideAnyRequest_writesNoIds() {
        OwnLogback logback = new OwnLogback(ASYNCHRONOUS);
        MemoryAppender memory = logback.memory("ASYNC");

        logback.logger("com.acme.Shop").info("hello");
        logback.close();

        assertThat(memory.lines())
                .singleElement()
                .asString()
                .contains("hello")
                .doesNotContain("trace_id")
                .doesNotContain("request_id");
    }

    @Test
    void argumentThatLogs_getsItsLineToo() {
        try (OwnLogback logback = new OwnLogback(SYNCHRONOUS)) {
            Logger logger = logback.logger("com.acme.Shop");
            Object talkative = new Object() {
                @Override
                public String toString() {
                    logback.logger("com.acme.Inner").debug("asked");
                    return "talkative";
                }
            };

            logger.info("argument {}", talkative);

            assertThat(ChildJvm.messages(logback.memory("MEMORY").lines())).contains("argument talkative");
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void ofContext(String line, int number) {
        assertThat(line)
                .contains("\"trace_id\":\"" + traceId(number) + "\"")
                .contains("\"request_id\":\"req-" + number + "\"")
                .contains("\"user_id\":\"user-" + number + "\"");
    }

    private static String traceId(int number) {
        return String.format("%032x", 1000 + number);
    }

    private static Context context(int number) {
        SpanContext span = SpanContext.create(
                traceId(number), String.format("%016x", 1 + number), TraceFlags.getDefault(), TraceState.getDefault());
        return Context.root()
                .with(Span.wrap(span))
                .with(RequestContext.of("req-" + number).userId("user-" + number));
    }
}
