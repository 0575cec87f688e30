package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ManualClock;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class PipelineTest {

    private final List<String> heard = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final Failures failures = new Failures(clock);

    private static class Work extends Operation {

        Work() {
            super(Context.root());
        }

        @Override
        public String spanName() {
            return "work";
        }

        boolean end() {
            return finish(Outcome.SUCCESS);
        }
    }

    private static final class Said extends Work implements Line {

        @Override
        public String lineLogger() {
            return "said";
        }

        @Override
        public Level lineLevel() {
            return Level.INFO;
        }

        @Override
        public String lineMessage() {
            return "said";
        }

        @Override
        public void lineFields(FieldWriter to) {}

        @Override
        public @Nullable Throwable lineError() {
            return null;
        }
    }

    private OperationListener listener(String name) {
        return new OperationListener() {
            @Override
            public void onStart(Operation operation) {
                heard.add(name + " start");
            }

            @Override
            public void onEnd(Operation operation) {
                heard.add(name + " end " + operation.durationNanos());
            }
        };
    }

    private static OperationListener throwing() {
        return new OperationListener() {
            @Override
            public void onStart(Operation operation) {
                throw new IllegalStateException("start");
            }

            @Override
            public void onEnd(Operation operation) {
                throw new NoSuchMethodError("end");
            }
        };
    }

    private Pipeline pipeline(OperationListener... listeners) {
        return new Pipeline(clock, Meters.noop(), TextMapPropagator.noop(), failures, listeners);
    }

    @Test
    void listeners_areEnteredInOrder_andLeftInReverse() {
        Work work = pipeline(listener("a"), listener("b"), listener("c")).start(new Work());
        clock.advance(Duration.ofNanos(7));
        work.end();

        assertThat(heard).containsExactly("a start", "b start", "c start", "c end 7", "b end 7", "a end 7");
    }

    @Test
    void listener_thatThrows_hurtsNoOther_andIsCountedUnderItsSignal() {
        pipeline(listener("a"), throwing(), listener("c")).start(new Work()).end();

        assertThat(heard).containsExactly("a start", "c start", "c end 0", "a end 0");
        assertThat(failures.totals()).containsOnlyKeys("log").containsEntry("log", 2L);
    }

    @Test
    void operation_endedByMany_endsOnce() {
        Work work = pipeline(listener("a")).start(new Work());

        assertThat(IntStream.range(0, 100).parallel().filter(i -> work.end()).count())
                .isEqualTo(1);
        assertThat(heard).containsExactly("a start", "a end 0");
    }

    @Test
    void operation_startedTwice_isHeardOnce_andNeverStarted_cannotEnd() {
        Pipeline pipeline = pipeline(listener("a"));
        Work work = new Work();
        assertThat(work.end()).isFalse();
        pipeline.start(work);
        pipeline.start(work);

        assertThat(heard).containsExactly("a start");
    }

    @Test
    void closedPipeline_isDeaf_alsoToWhatHadStarted() {
        Pipeline pipeline = pipeline(listener("a"));
        Work work = pipeline.start(new Work());
        Drops drops = new Drops();
        pipeline.close(drops);

        assertThat(work.end()).isTrue();
        pipeline.start(new Work()).end();
        assertThat(heard).containsExactly("a start");
        assertThat(drops.totals()).isEmpty(); // neither recorded nor worth a line
    }

    @Test
    void line_ofWhatEndsAfterTheClose_isCountedAsLost_onlyWhereItBeganBefore() {
        Pipeline pipeline = pipeline(listener("a"));
        Said begunBefore = pipeline.start(new Said());
        Drops drops = new Drops();
        pipeline.close(drops);
        Said begunAfter = pipeline.start(new Said());

        begunBefore.end();
        begunAfter.end();

        assertThat(drops.totals()).containsExactly(Map.entry(new Drops.Kind(Signal.LOG, "ended_after_close"), 1L));
    }
}
