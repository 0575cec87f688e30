package io.obs.spring.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.part.redis.RedisPart;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Boot's Redis beans by Jedis on a real Redis. */
class JedisIT {

    private static final RedisPart REDIS = RedisPart.start(); // ends with the JVM

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(Class<?>... more) {
        return BootApplication.observedBy(
                telemetry.obs(),
                WebApplicationType.NONE,
                Map.of(),
                List.of(
                        BootApplication.ALL_BUT_JPA,
                        "--spring.data.redis.client-type=jedis",
                        "--spring.flyway.enabled=false",
                        "--spring.data.redis.host=" + REDIS.host(),
                        "--spring.data.redis.port=" + REDIS.port()),
                Stream.concat(Stream.of(Plain.class), Stream.of(more)).toArray(Class<?>[]::new));
    }

    private double lookups(String result) {
        return telemetry
                .scrape()
                .value("cache_requests_total", "result", result)
                .orElseThrow();
    }

    private List<ReceivedSpan> databaseSpans() {
        return telemetry.spans().stream()
                .filter(span -> "redis".equals(span.attributes().get("db.system.name")))
                .toList();
    }

    private void storeAndFind(StringRedisTemplate redis) {
        Spans.of(telemetry.obs()).run("request", () -> {
            redis.opsForValue().set("obs:spring", "kept");
            assertThat(redis.opsForValue().get("obs:spring")).isEqualTo("kept");
            assertThat(redis.opsForValue().get("obs:spring:missing")).isNull();
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
            telemetry.eventually(() -> assertThat(databaseSpans()).hasSize(3).allSatisfy(span -> {
                assertThat(span.kind()).isEqualTo("CLIENT");
                assertThat(span.attributes()).containsEntry("server.port", (long) REDIS.port());
                assertThat(span.parentSpanId()).isNotEmpty();
            }));
            assertThat(telemetry.spans().toString()).doesNotContain("obs:spring");
        }
    }

    @Test
    void pipelineAndTransaction_areOneEach() {
        try (BootApplication application = start()) {
            StringRedisTemplate redis = application.bean(StringRedisTemplate.class);
            Spans.of(telemetry.obs()).run("request", () -> {
                assertThat(redis.executePipelined((RedisCallback<Object>) connection -> {
                            connection.stringCommands().get("obs:spring:missing".getBytes(UTF_8));
                            connection.stringCommands().get("obs:spring:missing".getBytes(UTF_8));
                            return null;
                        }))
                        .hasSize(2);
                redis.execute((RedisCallback<Object>) connection -> {
                    connection.multi();
                    connection.keyCommands().del("obs:spring".getBytes(UTF_8));
                    return connection.exec();
                });
            });
            assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "batch"))
                    .hasValue(2);
            telemetry.eventually(() -> assertThat(databaseSpans()).hasSize(2));
            assertThat(databaseSpans())
                    .extracting(ReceivedSpan::name)
                    .containsExactlyInAnyOrder("PIPELINE GET", "MULTI DEL");
        }
    }

    @Test
    void factoryOfAnotherKind_isToldOf() {
        try (BootApplication application = start(OlderPool.class)) {
            storeAndFind(application.bean(StringRedisTemplate.class));
            assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                    .isNotPresent();
            assertThat(telemetry.lines())
                    .anySatisfy(
                            line -> assertThat(line.json()).contains("the bean older is not observed", "one server"));
        }
    }

    @Test
    void factoryThatStartsAgain_isObservedAgain() {
        try (BootApplication application = start()) {
            storeAndFind(application.bean(StringRedisTemplate.class));
            application.context().stop();
            application.context().start();
            assertThat(application.bean(JedisConnectionFactory.class).isRunning())
                    .isTrue();
            storeAndFind(application.bean(StringRedisTemplate.class));
            assertThat(lookups("hit")).isEqualTo(2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    static class OlderPool {
        @Bean
        JedisConnectionFactory older() {
            JedisConnectionFactory factory =
                    new JedisConnectionFactory(new RedisStandaloneConfiguration(REDIS.host(), REDIS.port()));
            factory.setUseUnifiedJedis(false);
            return factory;
        }
    }
}
