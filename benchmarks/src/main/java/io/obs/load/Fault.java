package io.obs.load;

import io.obs.collector.OtlpReceiver;
import io.obs.collector.Reply;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One way in which the world around a service fails, and how it is switched on and off.
 *
 * @param name how the table calls it
 * @param spans whether it is the collector that fails, so that spans must be accounted for
 */
record Fault(String name, boolean spans, BiConsumer<Surroundings, Boolean> set) {

    static final List<Fault> ALL = List.of(
            reply("collector hangs", Reply.HANG),
            reply("collector answers 503", Reply.status(503)),
            reply("collector answers 400", Reply.status(400)),
            reply("collector resets", Reply.RESET),
            reply("collector answers garbage", Reply.GARBAGE),
            reply("collector answers 200 MB", Reply.HUGE),
            new Fault("collector is down", true, Surroundings::down),
            new Fault(
                    "stdout is blocked", false, (around, on) -> around.service().reading(!on)));

    private static Fault reply(String name, Reply reply) {
        return new Fault(name, true, (around, on) -> around.collector().reply(on ? reply : Reply.OK));
    }

    /** What surrounds a service: the collector it exports to. */
    static final class Surroundings implements AutoCloseable {

        private final int port;
        private final ServiceProcess service;
        private OtlpReceiver collector;
        private long receivedBefore;

        Surroundings(OtlpReceiver collector, int port, ServiceProcess service) {
            this.collector = collector;
            this.port = port;
            this.service = service;
        }

        ServiceProcess service() {
            return service;
        }

        OtlpReceiver collector() {
            return collector;
        }

        /** Spans received by the collector, also before it was down. */
        long received() {
            return receivedBefore + collector.received();
        }

        private void down(boolean on) {
            if (on) {
                receivedBefore += collector.received();
                collector.close();
            } else {
                collector = OtlpReceiver.start(0, port);
            }
        }

        @Override
        public void close() {
            service.close();
            collector.close();
        }
    }
}
