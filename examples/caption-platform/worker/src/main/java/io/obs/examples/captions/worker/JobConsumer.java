package io.obs.examples.captions.worker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.obs.context.RequestContext;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Queues;
import io.obs.examples.captions.media.CorruptMediaException;
import io.obs.jobs.JobsObservability;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.core.JacksonException;

/**
 * Processes one job after the other and reports what becomes of it. A job that can't succeed has failed; one whose
 * storage was away is tried once more; a message that is no job is rejected.
 */
final class JobConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(JobConsumer.class);
    private static final int PERSISTENT = 2;

    private final JobsObservability jobs;
    private final Captioning work;
    private final Channel channel;

    /** @param channel used by nobody else */
    JobConsumer(JobsObservability jobs, Captioning work, Channel channel) {
        this.jobs = jobs;
        this.work = work;
        this.channel = channel;
    }

    void start() throws IOException {
        channel.basicQos(1);
        channel.basicConsume(Queues.JOBS, false, (tag, delivery) -> process(delivery), tag -> {});
    }

    private void process(Delivery delivery) throws IOException {
        long tag = delivery.getEnvelope().getDeliveryTag();
        Job job;
        try {
            job = Json.read(delivery.getBody(), Job.class);
        } catch (JacksonException e) {
            LOG.warn("the message is no job");
            channel.basicReject(tag, false);
            return;
        }
        RequestContext.current().userId(job.user()).put("job_id", job.id());
        report(job.processing());
        try {
            report(job.done(jobs.call("caption_job", job.id(), () -> work.captions(job))));
        } catch (CorruptMediaException | RuntimeException e) { // obs has logged it: the job's line carries it
            if (isWorthAnotherTry(e) && !delivery.getEnvelope().isRedeliver()) {
                channel.basicNack(tag, false, true);
                return;
            }
            report(job.failed(e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
        channel.basicAck(tag, false);
    }

    /** True where it was the storage, and not what is or isn't there. */
    private static boolean isWorthAnotherTry(Exception e) {
        return e instanceof SdkException && !(e instanceof NoSuchKeyException);
    }

    private void report(Job job) throws IOException {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .messageId(job.id())
                .build();
        channel.basicPublish("", Queues.REPORTS, properties, Json.write(job));
    }
}
