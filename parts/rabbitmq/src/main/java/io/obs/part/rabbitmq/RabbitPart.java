package io.obs.part.rabbitmq;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * A broker that speaks AMQP 0-9-1, on loopback: the RabbitMQ that the environment variable {@code OBS_IT_RABBITMQ}
 * (host:port) names, or an Apache Qpid Broker-J inside this process, whose messages live in memory.
 *
 * <p>The embedded one ends with {@link #close()}, and at the latest with the process. Not thread-safe.
 *
 * <pre>{@code
 * try (RabbitPart rabbit = RabbitPart.start()) {
 *     ConnectionFactory factory = new ConnectionFactory();
 *     factory.setUri(rabbit.uri());
 * }
 * }</pre>
 */
public final class RabbitPart implements AutoCloseable {

    /** The environment variable that names a standing broker as host:port. */
    public static final String STANDING = "OBS_IT_RABBITMQ";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String USER = "guest";
    private static final String PASSWORD = "guest";

    private final String host;
    private final int port;
    private final @Nullable SystemLauncher broker;

    private RabbitPart(String host, int port, @Nullable SystemLauncher broker) {
        this.host = host;
        this.port = port;
        this.broker = broker;
    }

    /** The standing broker where there is one, else an embedded one on a free port. */
    public static RabbitPart start() {
        String standing = System.getenv(STANDING);
        return standing == null || standing.isBlank() ? embedded(0) : standing(standing.strip());
    }

    /**
     * Always an embedded broker, empty.
     *
     * @param port where it listens; 0 takes a free one. The port of a closed one can be used again at once.
     */
    public static RabbitPart embedded(int port) {
        BoundPort bound = new BoundPort();
        SystemLauncher broker = new SystemLauncher(bound);
        try {
            broker.startup(Map.of(
                    "type", "Memory",
                    "initialConfigurationLocation", configuration(port),
                    "startupLoggedToSystemOut", "false"));
        } catch (Exception e) {
            broker.shutdown();
            throw new IllegalStateException("the embedded broker did not start on port " + port, e);
        }
        return new RabbitPart(LOOPBACK, bound.port, broker);
    }

    private static RabbitPart standing(String address) {
        int colon = address.lastIndexOf(':');
        try {
            return new RabbitPart(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), null);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(STANDING + " is \"" + address + "\", expected host:port", e);
        }
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** The address with its credentials, for {@code ConnectionFactory.setUri}; the virtual host is {@code /}. */
    public String uri() {
        return "amqp://" + USER + ":" + PASSWORD + "@" + host + ":" + port;
    }

    /** False for the standing broker, which others use too: name queues uniquely, delete them. */
    public boolean isEmbedded() {
        return broker != null;
    }

    /** Stops the embedded broker, with its connections; leaves a standing one alone. */
    @Override
    public void close() {
        if (broker != null) {
            broker.shutdown();
        }
    }

    /** The broker's configuration as an address that it can read. */
    private static String configuration(int port) {
        String json = """
                {
                  "name": "obs",
                  "modelVersion": "8.0",
                  "authenticationproviders": [{
                    "name": "users",
                    "type": "Plain",
                    "secureOnlyMechanisms": [],
                    "users": [{"name": "%s", "type": "managed", "password": "%s"}]
                  }],
                  "ports": [{
                    "name": "amqp",
                    "type": "AMQP",
                    "bindingAddress": "%s",
                    "port": %d,
                    "protocols": ["AMQP_0_9_1"],
                    "authenticationProvider": "users",
                    "virtualhostaliases": [
                      {"name": "byName", "type": "nameAlias"},
                      {"name": "default", "type": "defaultAlias"}
                    ]
                  }],
                  "virtualhostnodes": [{
                    "name": "default",
                    "type": "Memory",
                    "defaultVirtualHostNode": "true",
                    "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"
                  }]
                }
                """.formatted(USER, PASSWORD, LOOPBACK, port);
        return "data:application/json;base64,"
                + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Hears which port the broker has bound. */
    private static final class BoundPort extends DefaultSystemLauncherListener {

        private int port;
        private @Nullable SystemConfig<?> system;

        @Override
        public void onContainerResolve(SystemConfig<?> config) {
            system = config;
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // the broker's model is asked by raw classes
        public void afterStartup() {
            if (system != null) {
                Broker container = system.getContainer(Broker.class);
                Collection<Port> ports = container.getChildren(Port.class);
                port = ports.iterator().next().getBoundPort();
            }
        }
    }
}
