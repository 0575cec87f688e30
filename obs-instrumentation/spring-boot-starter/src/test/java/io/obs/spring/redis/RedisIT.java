package io.obs.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.part.redis.RedisPart;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Boot's Redis beans on a real Redis. */
class RedisIT {

    private static final RedisPart REDIS = RedisPart.start(); // ends with the JVM

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start() {
        return BootApplication.observedBy(
                telemetry.obs(),
                WebApplicationType.NONE,
                Map.of(),
                List.of(
                        BootApplication.ALL_BUT_JPA,
                        "--spring.flyway.enabled=false",
                        "--spring.data.redis.host=" + REDIS.host(),
                        "--spring.data.redis.port=" + REDIS.port()),
                Plain.class);
    }

    private double lookups(String result) {
        return telemetry
                .scrape()
                .value("cache_requests_total", "result", result)
                .orElseThrow();
    }

    private void storeAndFind(StringRedisTemplate redis) {
        Spans.of(telemetry.obs()).run("request", () -> {
            redis.opsForValue().set("obs:spring", "kept");
            assertThat(redis.opsForValue().get("obs:spring")).isEqualTo("kept");
            assertThat(redis.opsForValue().get("obs:spring:missing")).isNull();
            redis.delete("obs:spring");
        });
    }

    @Test
    void commands_areCountedTimedAndTraced() {
        try (BootApplication application = start()) {
            storeAndFind(application.bean(StringRedisTemplate.class));
            assertThat(lookups("hit")).isEqualTo(1);
            assertThat(lookups("miss")).isEqualTo(1);
            assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "set"))
                    .hasValue(1);
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(span -> "redis".equals(span.attributes().get("db.system.name")))
                    .hasSize(4)
                    .allSatisfy(span -> {
                        assertThat(span.kind()).isEqualTo("CLIENT");
                        assertThat(span.attributes()).containsEntry("server.port", (long) REDIS.port());
                        assertThat(span.parentSpanId()).isNotEmpty();
                    }));
            assertThat(telemetry.spans().toString()).doesNotContain("obs:spring");
        }
    }

    @Test
    void reactiveCommands_areToo() {
        try (BootApplication application = start()) {
            ReactiveStringRedisTemplate redis = application.bean(ReactiveStringRedisTemplate.class);
            assertThat(redis.opsForValue().get("obs:spring:missing").blockOptional())
                    .isEmpty();
            telemetry.eventually(() -> assertThat(lookups("miss")).isEqualTo(1));
        }
    }

    @Test
    void factoryThatStartsAgain_isObservedAgain() {
        try (BootApplication application = start()) {
            storeAndFind(application.bean(StringRedisTemplate.class));
            application.context().stop();
            application.context().start();
            assertThat(application.bean(LettuceConnectionFactory.class).isRunning())
                    .isTrue();
            storeAndFind(application.bean(StringRedisTemplate.class));
            assertThat(lookups("hit")).isEqualTo(2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}
}
