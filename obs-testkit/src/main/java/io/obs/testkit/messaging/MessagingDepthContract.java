package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The depth of queues, as the broker says it. */
public interface MessagingDepthContract extends MessagingKit {

    @Test
    default void depth_isWhatWaits() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.counted("queue_depth", 0);
            session.publish("one", "two", "three");
            session.counted("queue_depth", 3);
            session.consume(message -> message.ack(false));
            session.counted("queue_depth", 0);
        }
    }

    @Test
    default void queueThatIsMissing_hasNoDepthAndIsNotMade_untilItIsThere() throws Exception {
        try (MessagingSession session = MessagingSession.withoutQueue(this)) {
            String queue = session.queue();
            for (int i = 0; i < 20; i++) {
                assertThat(session.telemetry().scrape().series("queue_depth")).isEmpty();
            }
            assertThat(session.bystander().exists(queue)).isFalse();
            session.bystander().declare(queue);
            session.counted("queue_depth", 0);
            session.bystander().delete(queue);
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().scrape().series("queue_depth"))
                            .isEmpty());
        }
    }

    @Test
    default void missingQueue_hidesNoOther() throws Exception {
        try (MessagingSession session = MessagingSession.open(this);
                Client other = connect(session.telemetry().obs(), broker(), session.queue() + "-missing")) {
            assertThat(other.exists(session.queue())).isTrue();
            session.publish("one");
            session.counted("queue_depth", 1);
        }
    }
}
