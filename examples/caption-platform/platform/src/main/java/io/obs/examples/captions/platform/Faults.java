package io.obs.examples.captions.platform;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.obs.examples.captions.api.Queues;
import io.obs.examples.captions.platform.Traffic.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can go wrong around the services: each fault is made under traffic, and mended. */
final class Faults {

    /** The job whose message is poison. */
    static final String POISONED = "job-badbadbadbad";

    private static final int UNTIL_OPEN = 40;
    private static final Duration UNTIL_WELL = Duration.ofSeconds(30);

    private final Platform platform;
    private final Traffic traffic;
    private final PrintStream out;

    Faults(Platform platform, Traffic traffic, PrintStream out) {
        this.platform = platform;
        this.traffic = traffic;
        this.out = out;
    }

    /** A message on the queue that no worker can read: it is rejected, and its job has failed. */
    Reply poison() throws IOException, InterruptedException {
        out.println("Putting a message on the queue that is no job ...");
        String broker = platform.settings().getOrDefault("CAPTION_RABBITMQ_URL", "");
        try (Connection connection = Queues.factory(broker).newConnection("traffic");
                Channel channel = connection.createChannel()) {
            BasicProperties properties =
                    new BasicProperties.Builder().messageId(POISONED).build();
            channel.basicPublish("", Queues.JOBS, properties, "{\"id\": 42,".getBytes(StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        long deadline = System.nanoTime() + UNTIL_WELL.toNanos();
        Reply job = traffic.get("/api/v1/jobs/" + POISONED);
        while (job.status() != 200 && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(50);
            job = traffic.get("/api/v1/jobs/" + POISONED);
        }
        return show("Its job", job);
    }

    /** Without the cache the worker goes on, and extracts what it would have found there. */
    Reply cacheDown() throws IOException, InterruptedException {
        out.println("Stopping Redis ...");
        platform.infrastructure().stop(Part.REDIS);
        show("A job meanwhile", traffic.awaitEnd(traffic.create("greeting.wav", "en")));
        platform.infrastructure().start(Part.REDIS);
        out.println("Started Redis again.");
        traffic.awaitEnd(traffic.create("greeting.wav", "en"));
        return show("A job after it", traffic.awaitEnd(traffic.create("greeting.wav", "en")));
    }

    /** Without the storage jobs fail after a second attempt. */
    Reply storageDown() throws IOException, InterruptedException {
        out.println("Stopping the storage ...");
        platform.infrastructure().stop(Part.S3);
        show("A job meanwhile", traffic.awaitEnd(traffic.create("interview.wav", "pt", "draft")));
        platform.infrastructure().start(Part.S3);
        out.println("Started the storage again.");
        return show("A job after it", traffic.awaitEnd(traffic.create("interview.wav", "pt", "draft")));
    }

    /** Without the database there are no jobs. */
    Reply databaseDown() throws IOException, InterruptedException {
        out.println("Stopping PostgreSQL ...");
        platform.infrastructure().stop(Part.POSTGRES);
        show("An order meanwhile", traffic.create("greeting.wav", "en"));
        show("A question meanwhile", traffic.get("/api/v1/jobs"));
        platform.infrastructure().start(Part.POSTGRES);
        out.println("Started PostgreSQL again.");
        return show("A job after it", awaitWell());
    }

    /** Without the broker no job can be handed on. */
    Reply brokerDown() throws IOException, InterruptedException {
        out.println("Stopping the broker ...");
        platform.infrastructure().stop(Part.RABBITMQ);
        show("An order meanwhile", traffic.create("greeting.wav", "en"));
        platform.infrastructure().start(Part.RABBITMQ);
        out.println("Started the broker again.");
        return show("A job after it", awaitWell());
    }

    /** The job manager goes away and comes back: the gateway's circuit breaker opens and closes. */
    Reply outage() throws IOException, InterruptedException {
        out.println("Stopping job-manager (pid " + platform.jobManager().pid() + ") under traffic ...");
        platform.jobManager().stop();
        Reply reply = traffic.create("greeting.wav", "en");
        for (int i = 0; i < UNTIL_OPEN && reply.status() != 503; i++) {
            reply = traffic.create("greeting.wav", "en");
        }
        for (int i = 0; i < 5; i++) {
            traffic.create("greeting.wav", "en");
        }
        out.println("The gateway answers " + reply.status() + " at once: " + reply.get("error"));
        platform.jobManager().restart();
        out.println("Started job-manager again (pid " + platform.jobManager().pid() + ") ...");
        return show("A job after it", awaitWell());
    }

    /** Without a worker jobs wait in their queue until one comes back. */
    Reply workerDown() throws IOException, InterruptedException {
        out.println("Stopping the worker (pid " + platform.worker().pid() + ") ...");
        platform.worker().stop();
        Reply waiting = traffic.create("greeting.wav", "en");
        for (int i = 0; i < 4; i++) {
            traffic.create("greeting.wav", "en");
        }
        out.println("job-manager says that " + awaitDepth() + " jobs wait");
        platform.worker().restart();
        out.println("Started the worker again (pid " + platform.worker().pid() + ") ...");
        return show("A job that waited", traffic.awaitEnd(waiting));
    }

    private long awaitDepth() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + UNTIL_WELL.toNanos();
        long depth = 0;
        while (depth == 0 && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
            depth = Scrape.of(platform.jobManager()).values("queue_depth{queue=\"" + Queues.JOBS).values().stream()
                    .mapToLong(Double::longValue)
                    .sum();
        }
        return depth;
    }

    /** A job that is done again, and the breaker closed. */
    private Reply awaitWell() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + UNTIL_WELL.toNanos();
        Reply job = traffic.awaitEnd(traffic.create("greeting.wav", "en"));
        while (!(job.get("state").equals("done") && isClosed()) && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
            job = traffic.awaitEnd(traffic.create("greeting.wav", "en"));
        }
        return job;
    }

    private boolean isClosed() throws IOException {
        List<String> transitions = platform.gateway().log().lines("\"logger\":\"obs.breaker\"");
        return transitions.isEmpty() || transitions.get(transitions.size() - 1).contains("\"to_state\":\"CLOSED\"");
    }

    private Reply show(String what, Reply reply) {
        String state = reply.get("state");
        String error = reply.get("error");
        out.println(what + ": " + reply.status() + (state.isEmpty() ? "" : ", " + state)
                + (error.isEmpty() ? "" : ", " + error));
        return reply;
    }
}
