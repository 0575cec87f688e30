package io.obs.logging;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.logging.sink.LogSink;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tests run in a JVM of its own; says on standard error how it went. */
final class ChildProgram {

    private static final String PADDING = "x".repeat(200);

    private ChildProgram() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "short" -> shortMain();
            case "two" -> {
                log().info("first");
                log().warn("last");
            }
            case "init" -> init();
            case "leak" -> leak();
            case "hooks" -> hooks();
            case "burst" -> burst(Integer.parseInt(arguments[1]));
            case "burst-init" -> {
                Observability.builder()
                        .withoutDiscovery()
                        .install(new LoggingRoom())
                        .set("obs.admin.enabled", "false")
                        .init();
                burst(Integer.parseInt(arguments[1]));
            }
            case "room" -> room();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger("com.acme.Shop");
    }

    /** No init, no close, and away. */
    private static void shortMain() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        log().debug("not shown");
        log().info("first");
        log().warn("last");
    }

    /** Lines before, during and after. */
    private static void init() {
        log().info("before");
        log().debug("debug before");
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .service("shop")
                .set("obs.admin.enabled", "false")
                .set("obs.log.level", "debug")
                .set("obs.log.thread", "false")
                .init()) {
            log().debug("within {}", obs.service());
        }
        log().info("after");
    }

    /** A line before there is an obs, and a scope that nobody closes. */
    @SuppressWarnings("MustBeClosedChecker")
    private static void leak() {
        log().info("before");
        Observability obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .set("obs.admin.enabled", "false")
                .set("obs.dev", "true")
                .init();
        Context.root().with(RequestContext.of("req-1")).makeCurrent();
        obs.close();
    }

    private static void hooks() {
        Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .set("obs.admin.enabled", "false")
                .init();
        for (int i = 0; i < 20; i++) {
            String name = "hook " + i;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                for (int line = 0; line < 50; line++) {
                    log().info("{} line {}", name, line);
                }
            }));
        }
        log().info("main ends");
    }

    /** Logs as fast as it can, tells the totals when asked to by a line of input, ends on the next. */
    private static void burst(int lines) throws IOException {
        Logger log = log();
        log.info("the first line sets everything up");
        long start = System.nanoTime();
        for (int i = 0; i < lines; i++) {
            log.info("line {} {}", i, PADDING);
        }
        System.err.println("nanos=" + (System.nanoTime() - start));
        System.err.println("logged=" + (lines + 1));
        LogSink sink = ProcessOutput.get().sink();
        if (System.in.read() == 'f') {
            sink.flush(Duration.ofSeconds(30));
            System.in.read();
        }
        log.info("one more");
        sink.flush(Duration.ofSeconds(5));
        LogSink.Totals totals = sink.totals();
        System.err.println("made=" + totals.made());
        System.err.println("written=" + totals.written());
        System.err.println("lost=" + totals.lost());
        System.err.println("queued=" + totals.queued());
    }

    /** Also where there is no logback. */
    private static void room() {
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .set("obs.admin.enabled", "false")
                .init()) {
            log().info("nowhere");
            System.err.println("wired=" + obs.service().length());
        }
    }
}
