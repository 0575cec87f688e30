package io.obs.examples.captions.jobs;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.obs.context.RequestContext;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Json;
import io.obs.examples.captions.api.Queues;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Keeps what workers report of jobs, and gives up the jobs whose messages they have rejected. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final int AT_ONCE = 16;
    private static final long MILLIS_BETWEEN_ATTEMPTS = 500;

    private final JobStore store;
    private final Channel channel;

    /** @param channel used by nobody else */
    Reports(JobStore store, Channel channel) {
        this.store = store;
        this.channel = channel;
    }

    void start() throws IOException {
        channel.basicQos(AT_ONCE);
        channel.basicConsume(Queues.REPORTS, false, (tag, delivery) -> keep(delivery), tag -> {});
        channel.basicConsume(Queues.DEAD, false, (tag, delivery) -> giveUp(delivery), tag -> {});
    }

    private void keep(Delivery report) throws IOException {
        Job job;
        try {
            job = Json.read(report.getBody(), Job.class);
        } catch (JacksonException e) {
            LOG.error("a report can't be read", e);
            channel.basicReject(tag(report), false);
            return;
        }
        RequestContext.current().userId(job.user()).put("job_id", job.id());
        keep(job, report);
    }

    /** What the message says may be nonsense; its id is the job's. */
    private void giveUp(Delivery rejected) throws IOException {
        String id = rejected.getProperties().getMessageId();
        if (id == null) {
            LOG.warn("a message that belongs to no job was rejected");
            channel.basicAck(tag(rejected), false);
            return;
        }
        RequestContext.current().put("job_id", id);
        LOG.warn("the message of a job was rejected");
        try {
            store.fail(id, "its message was rejected");
            channel.basicAck(tag(rejected), false);
        } catch (SQLException e) {
            again(rejected, e);
        }
    }

    private void keep(Job job, Delivery report) throws IOException {
        try {
            store.report(job);
            channel.basicAck(tag(report), false);
        } catch (SQLException e) {
            again(report, e);
        }
    }

    /** Puts a message back for as long as the database is away: nothing that was reported is lost. */
    private void again(Delivery delivery, SQLException e) throws IOException {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("can't keep what became of the job; trying again");
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_ATTEMPTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        channel.basicNack(tag(delivery), false, true);
    }

    private static long tag(Delivery delivery) {
        return delivery.getEnvelope().getDeliveryTag();
    }
}
