package io.obs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.obs.Observability;
import io.obs.testkit.GuidePage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/redis.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/redis/GuideTest.java"));
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            RedisClient client = LettuceObservability.create(obs).observe(RedisClient.create("redis://localhost"));
            assertThat(client.getResources()).isNotNull();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            try (redis.clients.jedis.RedisClient redis = JedisObservability.create(obs)
                    .client()
                    .hostAndPort("localhost", 6379)
                    .build()) {
                assertThat(redis.getPool()).isNotNull();
            }
        }
    }
}
