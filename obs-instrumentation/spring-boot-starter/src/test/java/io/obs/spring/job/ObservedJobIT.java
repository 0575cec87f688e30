package io.obs.spring.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.context.RequestContext;
import io.obs.job.FailureReason;
import io.obs.job.Field;
import io.obs.job.ObservedJob;
import io.obs.job.Woven;
import io.obs.spring.BootApplication;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Marked methods of beans: jobs, once each, whatever else stands around them. */
@SuppressWarnings({"try", "UnusedMethod"}) // applications and scopes are only held; Spring calls private methods
class ObservedJobIT {

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(Class<?>... configuration) {
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), configuration);
    }

    private List<LogLine> ends() {
        return telemetry.lines("obs.job");
    }

    private LogLine end() {
        telemetry.eventually(() -> assertThat(ends()).hasSize(1));
        return ends().get(0);
    }

    private static void log(String message) {
        LoggerFactory.getLogger("job.test").info(message);
    }

    @Test
    void call_isAJobWithItsFields() {
        try (BootApplication application = start(Plain.class)) {
            assertThat(telemetry.scrape().value("jobs_created_total")).hasValue(0);
            assertThat(application.bean(Captions.class).extract("j-1", "en")).isEqualTo("captions of j-1");
            assertThat(end().fields())
                    .containsEntry("message", "job extract_captions succeeded")
                    .containsEntry("job_id", "j-1")
                    .containsEntry("language", "en");
            assertThat(telemetry.scrape().value("jobs_completed_total", "status", "success"))
                    .hasValue(1);
            assertThat(telemetry.lines("job.test")).singleElement().satisfies(inside -> {
                assertThat(inside.text("job_id")).isEqualTo("j-1");
                assertThat(inside.text("trace_id")).isEqualTo(end().text("trace_id"));
            });
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes())
                            .containsEntry("obs.job.id", "j-1")
                            .containsEntry("language", "en")));
            assertThat(RequestContext.current()).isEqualTo(RequestContext.NONE);
        }
    }

    @Test
    void markOfTheInterface_countsForTheBean() {
        try (BootApplication application = start(Plain.class)) {
            assertThat(catchThrowable(() -> application.bean(Store.class).clean()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(end().fields()).containsEntry("message", "job clean failed: dependency");
        }
    }

    @Test
    void callsThatNoProxyCanSee_areNone() {
        try (BootApplication application = start(Plain.class)) {
            application.bean(Captions.class).calls();
            application.bean(Sealed.class).run();
            application.bean(AlreadyWoven.class).run(); // observes itself, or would
            assertThat(telemetry.lines("job.test")).hasSize(3);
            assertThat(ends()).isEmpty();
        }
    }

    @Test
    void monoOfAWovenClass_isAJobForEachSubscription() {
        try (BootApplication application = start(Plain.class)) {
            Mono<String> mono = application.bean(AlreadyWoven.class).frames();
            assertThat(ends()).isEmpty();
            assertThat(mono.block()).isEqualTo("frame");
            assertThat(end().fields()).containsEntry("message", "job frames succeeded");
        }
    }

    @Test
    void stage_endsTheJobWhenItEnds() {
        try (BootApplication application = start(Plain.class)) {
            CompletableFuture<String> given = new CompletableFuture<>();
            assertThat(application.bean(Captions.class).later(given)).isSameAs(given);
            assertThat(telemetry.scrape().value("jobs_active")).hasValue(1);
            assertThat(ends()).isEmpty();
            given.completeExceptionally(new IllegalArgumentException("bad"));
            assertThat(end().fields()).containsEntry("message", "job later failed: validation");
            assertThat(telemetry.scrape().value("jobs_active")).hasValue(0);
        }
    }

    @Test
    void mono_isAJobForEachSubscription() {
        try (BootApplication application = start(Plain.class)) {
            Sinks.One<String> given = Sinks.one();
            Mono<String> mono = application.bean(Captions.class).reactive(given.asMono());
            assertThat(ends()).isEmpty();
            assertThat(telemetry.scrape().value("jobs_active")).hasValue(0);
            CompletableFuture<String> first;
            try (Scope scope = Context.root().with(RequestContext.of("req-1")).makeCurrent()) {
                first = mono.toFuture();
            }
            Disposable second = mono.subscribe();
            assertThat(telemetry.scrape().value("jobs_active")).hasValue(2);
            second.dispose();
            assertThat(end().fields()).containsEntry("message", "job reactive was cancelled");
            given.tryEmitValue("done").orThrow();
            assertThat(first.join()).isEqualTo("done");
            telemetry.eventually(() -> assertThat(ends()).hasSize(2));
            assertThat(ends().get(1).fields())
                    .containsEntry("message", "job reactive succeeded")
                    .containsEntry("request_id", "req-1");
            assertThat(telemetry.scrape().value("jobs_created_total")).hasValue(2);
        }
    }

    @Test
    void flux_failsTheJobWithItsError() {
        try (BootApplication application = start(Plain.class)) {
            Flux<String> flux = application.bean(Captions.class).several();
            assertThat(catchThrowable(flux::blockLast)).isInstanceOf(IllegalArgumentException.class);
            assertThat(end().fields()).containsEntry("message", "job several failed: validation");
        }
    }

    @Test
    void transaction_isInsideOfTheJobSoItsCommitCounts() {
        try (BootApplication application = start(Transactions.class)) {
            assertThat(catchThrowable(() -> application.bean(Orders.class).place()))
                    .hasMessage("no commit");
            assertThat(end().fields()).containsEntry("message", "job place failed: internal");
            assertThat(telemetry.lines("job.test"))
                    .extracting(line -> line.text("message"))
                    .containsExactly("begin", "placing", "commit", "rollback");
            assertThat(telemetry.lines("job.test"))
                    .allSatisfy(line -> assertThat(line.text("trace_id")).isEqualTo(end().text("trace_id")));
        }
    }

    @Test
    void asyncMethod_isAJobInItsOwnThread() {
        try (BootApplication application = start(Asynchronous.class)) {
            CountDownLatch goOn = new CountDownLatch(1);
            try (Scope scope = Context.root().with(RequestContext.of("req-1")).makeCurrent()) {
                application.bean(Background.class).work(goOn);
            }
            telemetry.eventually(
                    () -> assertThat(telemetry.scrape().value("jobs_active")).hasValue(1));
            assertThat(ends()).isEmpty();
            goOn.countDown();
            assertThat(end().fields())
                    .containsEntry("message", "job work succeeded")
                    .containsEntry("request_id", "req-1");
            assertThat(String.valueOf(end().text("thread"))).startsWith("task-");
        }
    }

    @Test
    void scheduledMethod_isOneJobAsTheMarkSays() {
        try (BootApplication application = start(Scheduling.class)) {
            telemetry.eventually(() -> assertThat(ends()).hasSizeGreaterThan(1));
            assertThat(ends())
                    .allSatisfy(line -> assertThat(line.fields()).containsEntry("message", "job swept succeeded"));
            assertThat(telemetry.scrape().value("obs_scheduled_job_missed_runs", "job_name", "swept"))
                    .hasValue(0);
        }
        assertThat(telemetry.scrape().value("jobs_created_total").orElseThrow())
                .isEqualTo(telemetry
                        .scrape()
                        .value("jobs_completed_total", "status", "success")
                        .orElseThrow());
    }

    @Test
    void markThatCantBe_stopsTheStartByName() {
        assertThat(catchThrowable(() -> start(Wrong.class).close()))
                .rootCause()
                .hasMessageContaining("Slow.run")
                .hasMessageContaining("soon");
    }

    interface Store {
        @ObservedJob(reasons = @FailureReason(of = IllegalStateException.class, is = "dependency"))
        void clean();
    }

    static class Shelf implements Store {
        @Override
        public void clean() {
            throw new IllegalStateException("stuck");
        }
    }

    static class Captions {

        @ObservedJob("extract_captions")
        String extract(@Field("job_id") String id, @Field("language") String language) {
            log("extracting");
            return "captions of " + id;
        }

        @ObservedJob
        CompletableFuture<String> later(CompletableFuture<String> given) {
            return given;
        }

        @ObservedJob
        Mono<String> reactive(Mono<String> given) {
            return given;
        }

        @ObservedJob
        Flux<String> several() {
            return Flux.just("one").concatWith(Flux.error(new IllegalArgumentException("two")));
        }

        void calls() {
            extract("j-2", "en");
        }
    }

    static final class Sealed {
        @ObservedJob
        void run() {
            log("sealed");
        }
    }

    @Woven
    static class AlreadyWoven {
        @ObservedJob
        void run() {
            log("woven");
        }

        @ObservedJob
        Mono<String> frames() {
            return Mono.just("frame");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {
        @Bean
        Captions captions() {
            return new Captions();
        }

        @Bean
        Store store() {
            return new Shelf();
        }

        @Bean
        Sealed sealed() {
            return new Sealed();
        }

        @Bean
        AlreadyWoven woven() {
            return new AlreadyWoven();
        }
    }

    static class Orders {
        @ObservedJob
        @Transactional
        public void place() {
            log("placing");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableTransactionManagement
    static class Transactions {
        @Bean
        Orders orders() {
            return new Orders();
        }

        @Bean
        PlatformTransactionManager transactions() {
            return new NoCommit();
        }
    }

    /** A resource that fails at the commit. */
    static class NoCommit extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return "transaction";
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            log("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            log("commit");
            throw new UnsupportedOperationException("no commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            log("rollback");
        }
    }

    static class Background {
        @Async
        @ObservedJob
        void work(CountDownLatch goOn) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    static class Asynchronous {
        @Bean
        Background background() {
            return new Background();
        }
    }

    static class Sweeper {
        @Scheduled(fixedDelay = 20)
        @ObservedJob("swept")
        void sweep() {
            log("sweeping");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Scheduling {
        @Bean
        Sweeper sweeper() {
            return new Sweeper();
        }
    }

    static class Slow {
        @ObservedJob(slow = "soon")
        void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Plain.class)
    static class Wrong {
        @Bean
        Slow slow() {
            return new Slow();
        }
    }
}
