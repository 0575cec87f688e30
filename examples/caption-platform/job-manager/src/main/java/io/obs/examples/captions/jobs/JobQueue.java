package io.obs.examples.captions.jobs;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Queues;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Hands jobs to the workers. Thread-safe: one publishes after the other, each until the broker has it. */
final class JobQueue {

    private static final long MILLIS_TO_CONFIRM = 2_000;
    private static final int PERSISTENT = 2;

    private final Channel channel;

    /** @param channel used by nobody else */
    JobQueue(Channel channel) throws IOException {
        this.channel = channel;
        channel.confirmSelect();
    }

    /** @throws IOException if the broker did not confirm that it has it */
    synchronized void offer(Job job) throws IOException, InterruptedException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .messageId(job.id())
                .build();
        try {
            channel.basicPublish("", Queues.JOBS, properties, Json.write(job));
            channel.waitForConfirmsOrDie(MILLIS_TO_CONFIRM);
        } catch (ShutdownSignalException | TimeoutException e) {
            throw new IOException("the broker has not confirmed the job", e);
        }
    }
}
