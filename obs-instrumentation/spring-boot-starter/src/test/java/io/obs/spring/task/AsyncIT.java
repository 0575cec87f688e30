package io.obs.spring.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.context.RequestContext;
import io.obs.spring.BootApplication;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What is handed to Spring's executors has the ids of who handed it over, and nobody's afterwards. */
@SuppressWarnings("try") // scopes are only held
class AsyncIT {

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(List<String> arguments, Class<?>... configuration) {
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), arguments, configuration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--spring.task.execution.pool.core-size=1", "--spring.threads.virtual.enabled=true"})
    void asyncMethod_hasTheCallersIds(String setting) throws Exception {
        try (BootApplication application = start(List.of(setting), Plain.class)) {
            Work work = application.bean(Work.class);
            idsFollow(work::inBackground);
            AsyncTaskExecutor executor = application.bean(AsyncTaskExecutor.class);
            assertThat(executor.submit(RequestContext::current).get()).isEqualTo(RequestContext.NONE);
            assertThat(work.inBackground("outside").get()).isEqualTo("outside in null");
        }
    }

    @Test
    void executorsOfTheServicesOwn_keepTheirDecorators() throws Exception {
        try (BootApplication application = start(List.of(), Own.class)) {
            for (String name : List.of("pool", "simple")) {
                AsyncTaskExecutor executor = application.context().getBean(name, AsyncTaskExecutor.class);
                idsFollow(text -> executor.submitCompletable(() -> Work.work(text)));
                assertThat(executor.submit(RequestContext::current).get()).isEqualTo(RequestContext.NONE);
            }
            assertThat(telemetry.lines("decorator").stream()
                            .filter(line -> line.text("request_id") != null)
                            .map(line -> line.text("message")))
                    .containsExactly("pool", "simple");
        }
    }

    private interface Background {
        Future<String> run(String text);
    }

    private void idsFollow(Background background) throws Exception {
        Span span = telemetry
                .obs()
                .openTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        Future<String> done;
        try (Scope scope =
                Context.root().with(span).with(RequestContext.of("req-1")).makeCurrent()) {
            done = background.run("working " + span.getSpanContext().getSpanId());
        }
        span.end();
        String result = done.get();
        assertThat(result).endsWith("in req-1");
        List<LogLine> lines = telemetry.lines("async.test").stream()
                .filter(line -> result.startsWith(String.valueOf(line.text("message"))))
                .toList();
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.text("request_id")).isEqualTo("req-1");
            assertThat(line.text("trace_id")).isEqualTo(span.getSpanContext().getTraceId());
        });
    }

    static class Work {

        @Async
        CompletableFuture<String> inBackground(String text) {
            return CompletableFuture.completedFuture(work(text));
        }

        static String work(String text) {
            LoggerFactory.getLogger("async.test").info(text);
            return text + " in " + RequestContext.current().requestId();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    static class Plain {
        @Bean
        Work work() {
            return new Work();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Own {

        private static Runnable decorated(String name, Runnable task) {
            return () -> {
                LoggerFactory.getLogger("decorator").info(name);
                task.run();
            };
        }

        @Bean
        ThreadPoolTaskExecutor pool() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(1);
            executor.setTaskDecorator(task -> decorated("pool", task));
            return executor;
        }

        @Bean
        SimpleAsyncTaskExecutor simple() {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
            executor.setTaskDecorator(task -> decorated("simple", task));
            return executor;
        }
    }
}
