package io.obs.examples.captions.worker;

import com.rabbitmq.client.Connection;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.obs.Observability;
import io.obs.examples.captions.api.Queues;
import io.obs.examples.captions.api.Service;
import io.obs.examples.captions.api.Settings;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.jobs.JobsObservability;
import io.obs.rabbitmq.RabbitObservability;
import io.obs.redis.LettuceObservability;
import io.obs.s3.S3Observability;
import io.obs.tracing.Spans;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A worker: extracts captions from recordings.
 *
 * <p>Its environment: {@code CAPTION_RABBITMQ_URL}, {@code CAPTION_REDIS_URL}, {@code CAPTION_S3_ENDPOINT},
 * {@code CAPTION_S3_ACCESS_KEY}, {@code CAPTION_S3_SECRET_KEY}, {@code CAPTION_S3_BUCKET} (captions), {@code WORKERS}
 * (2), and what obs reads.
 */
public final class Worker {

    private Worker() {}

    public static void main(String... arguments) {
        Service.main(Worker::start);
    }

    private static void start(Settings settings) throws Exception {
        int workers = settings.number("WORKERS", 2, 1, 64);
        String rabbitmq = settings.text("CAPTION_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672");
        String redis = settings.text("CAPTION_REDIS_URL", "redis://127.0.0.1:6379");
        settings.check();

        Observability obs = Observability.init();
        RedisClient cache = LettuceObservability.create(obs).observe(cache(redis), RedisURI.create(redis));
        S3Client s3 = s3(settings, S3Observability.create(obs).interceptor());
        Storage storage = new Storage(s3, settings.text("CAPTION_S3_BUCKET", "captions"));
        Captioning work =
                new Captioning(Spans.of(obs), storage, new Cache(cache.connect().sync()), obs.killSwitch("transcribe"));
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        Connection broker =
                RabbitObservability.create(obs).wrap(Queues.factory(rabbitmq).newConnection(threads, "worker"));
        Queues.declare(broker.createChannel());
        JobsObservability jobs = JobsObservability.create(obs).createdElsewhere(); // by the job manager
        for (int i = 0; i < workers; i++) {
            new JobConsumer(jobs, work, broker.createChannel()).start();
        }
        obs.health().register("broker", HealthCheck.Kind.READINESS, () -> look(broker));
        Service.ready(obs, withoutPassword(rabbitmq), List.of(broker, threads::shutdown, cache, s3));
    }

    private static RedisClient cache(String url) {
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
                .build();
        RedisClient client = RedisClient.create(resources, url);
        // A cache that doesn't answer at once is of no use.
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(500)))
                .build());
        return client;
    }

    private static S3Client s3(Settings settings, ExecutionInterceptor observing) {
        AwsBasicCredentials keys = AwsBasicCredentials.create(
                settings.text("CAPTION_S3_ACCESS_KEY", "local-identity"),
                settings.text("CAPTION_S3_SECRET_KEY", "local-credential"));
        return S3Client.builder()
                .endpointOverride(URI.create(settings.text("CAPTION_S3_ENDPOINT", "http://127.0.0.1:9000")))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(
                        calls -> calls.apiCallTimeout(Duration.ofSeconds(5)).addExecutionInterceptor(observing))
                .build();
    }

    private static String withoutPassword(String url) {
        return url.replaceFirst("//[^@/]*@", "//");
    }

    private static HealthResult look(Connection broker) {
        return broker.isOpen() ? HealthResult.healthy() : HealthResult.down("the broker is not connected");
    }
}
