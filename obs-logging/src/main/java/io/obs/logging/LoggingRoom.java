package io.obs.logging;

import io.obs.config.ConfigKey;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/**
 * Plugs logs into obs: applies the configuration to the lines that logback writes, from the next line on, and writes
 * obs's own lines (access, job, breaker). Found by itself where obs-logging is on the class path.
 *
 * <p>Where SLF4J is bound to something else than logback it wires nothing and says so.
 *
 * @see ObsAppender
 * @see ObsEncoder
 */
public final class LoggingRoom implements Room {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Keeps nothing itself. */
    public LoggingRoom() {}

    @Override
    public String name() {
        return "logging";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return LoggingKeys.ALL;
    }

    @Override
    public void install(Wiring wiring) {
        ILoggerFactory bound = bound();
        if (bound.getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            LogbackWiring.install(wiring, bound); // a class of its own, so that logback's are only touched here
        } else {
            wiring.leftOut(
                    "logs: SLF4J is bound to " + bound.getClass().getName() + ", not to logback; lines are its affair");
        }
    }

    /** What SLF4J is bound to; waits for another thread that is just binding it. */
    private static ILoggerFactory bound() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ILoggerFactory bound = LoggerFactory.getILoggerFactory();
        while (bound instanceof SubstituteLoggerFactory && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            bound = LoggerFactory.getILoggerFactory();
        }
        return bound;
    }
}
