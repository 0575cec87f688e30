package io.obs.spring.task;

import io.obs.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** When runs of a task are due, in milliseconds since the epoch; {@link Schedule#NONE} for never. */
interface Timing {

    /** When the next run is due, asked as one starts. */
    long afterStart(long now);

    /** The same, asked as one ends; {@code known} is what was said before. */
    long afterEnd(long now, long known);

    /** When the run after one that is due at the given time is. */
    long following(long due);

    /** Every so often, whatever a run takes. */
    record FixedRate(long first, long period) implements Timing {

        static FixedRate of(Instant first, Duration period) {
            return new FixedRate(first.toEpochMilli(), Math.max(1, period.toMillis()));
        }

        @Override
        public long afterStart(long now) {
            return first + (Math.max(0, now - first) / period + 1) * period;
        }

        @Override
        public long afterEnd(long now, long known) {
            return known;
        }

        @Override
        public long following(long due) {
            return due + period;
        }
    }

    /** So long after each end; while it runs, none is due. */
    record FixedDelay(long delay) implements Timing {

        static FixedDelay of(Duration delay) {
            return new FixedDelay(Math.max(1, delay.toMillis()));
        }

        @Override
        public long afterStart(long now) {
            return Schedule.NONE;
        }

        @Override
        public long afterEnd(long now, long known) {
            return now + delay;
        }

        @Override
        public long following(long due) {
            return due + delay;
        }
    }

    /**
     * As a trigger says. The scheduler asks it after each run, and is listened to; Spring's own triggers can be asked
     * beside that, while any other may count how often it is asked.
     */
    record Triggered(Trigger trigger) implements Timing {

        @Override
        public long afterStart(long now) {
            return trigger instanceof PeriodicTrigger periodic && !periodic.isFixedRate()
                    ? Schedule.NONE
                    : following(now);
        }

        @Override
        public long afterEnd(long now, long known) {
            return known;
        }

        @Override
        public long following(long due) {
            if (!(trigger instanceof CronTrigger) && !(trigger instanceof PeriodicTrigger)) {
                return Schedule.NONE;
            }
            Instant at = Instant.ofEpochMilli(due);
            return millis(trigger.nextExecution(new SimpleTriggerContext(at, at, at)));
        }

        static long millis(@Nullable Instant next) {
            return next == null ? Schedule.NONE : next.toEpochMilli();
        }
    }
}
