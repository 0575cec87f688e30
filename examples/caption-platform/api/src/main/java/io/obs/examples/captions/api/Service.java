package io.obs.examples.captions.api;

import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a service starts, says so, and ends in order by SIGTERM. */
public final class Service {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** What a service does to start. */
    @FunctionalInterface
    public interface Start {
        void with(Settings settings) throws Exception;
    }

    private Service() {}

    /**
     * Starts a service, or says on stderr why that can't be and exits: with 2 for wrong settings, else with 1. Where
     * {@code PARENT_PID} is set the service ends when that process does, however that went.
     */
    public static void main(Start start) {
        Settings settings = new Settings(System.getenv());
        try {
            endWith(settings.number("PARENT_PID", 0, 1, Integer.MAX_VALUE));
            start.with(settings);
        } catch (InvalidConfigurationException | InvalidSettingsException e) {
            exit(2, e.getMessage());
        } catch (Exception e) {
            exit(1, e + (e.getCause() == null ? "" : ", because of " + e.getCause()));
        }
    }

    /**
     * Says that the service is ready, and closes it when it is asked to end.
     *
     * @param url where its work comes from: the address it listens on, or its queue
     * @param parts closed in this order, before obs
     */
    public static void ready(Observability obs, String url, List<? extends AutoCloseable> parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(obs, parts), "service-shutdown"));
        LOG.atInfo().addKeyValue("url", url).addKeyValue("admin", admin(obs)).log("{} is ready", obs.service());
    }

    private static void end(Observability obs, List<? extends AutoCloseable> parts) {
        LOG.info("{} is asked to end", obs.service());
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("can't close {}", part.getClass().getSimpleName(), e);
            }
        }
        obs.close(); // last: what happened until here is still measured, logged and traced
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to read it
    private static void endWith(int parent) {
        if (parent > 0) {
            ProcessHandle.of(parent)
                    .orElseThrow(() -> new InvalidSettingsException("PARENT_PID is of no process"))
                    .onExit()
                    .thenAccept(process -> System.exit(1));
        }
    }

    private static String admin(Observability obs) {
        return obs.adminAddress()
                .map(address -> "http://" + address.getAddress().getHostAddress() + ":" + address.getPort())
                .orElse("none");
    }

    private static void exit(int status, @Nullable String why) {
        System.err.println(why);
        System.exit(status);
    }
}
