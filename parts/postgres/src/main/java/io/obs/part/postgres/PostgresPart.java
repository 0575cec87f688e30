package io.obs.part.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL on loopback: the standing one that {@code OBS_IT_POSTGRES=host:port} names, or one of its own, which
 * starts in some seconds, needs no installation, works as root and ends with this process, however that ends.
 *
 * <p>Everybody is trusted as the user {@code postgres}, without a password, in the database {@code postgres}. The
 * standing one is shared: use a schema of your own and drop it. Close it after use.
 *
 * <pre>{@code
 * try (PostgresPart postgres = PostgresPart.start()) {
 *     Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), "");
 * }
 * }</pre>
 */
public final class PostgresPart implements AutoCloseable {

    /** The environment variable that names the standing server. */
    public static final String STANDING = "OBS_IT_POSTGRES";

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String host;
    private final int port;
    private final @Nullable EmbeddedPostgres server;
    private final @Nullable Mourner mourner;

    private PostgresPart(String host, int port, @Nullable EmbeddedPostgres server, @Nullable Mourner mourner) {
        this.host = host;
        this.port = port;
        this.server = server;
        this.mourner = mourner;
    }

    /** The standing server where there is one, else one of its own on a free port. */
    public static PostgresPart start() {
        String standing = System.getenv(STANDING);
        return standing == null || standing.isBlank() ? embedded(0) : standing(standing.strip());
    }

    static PostgresPart standing(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(STANDING + "=" + address + "; allowed: host:port");
        }
        return new PostgresPart(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), null, null);
    }

    /** One of its own, whose data goes with it; 0 is any free port. */
    public static PostgresPart embedded(int port) {
        try {
            return embedded(port, Files.createTempDirectory("obs-postgres"), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of its own, with data that the next one on the same directory finds again; 0 is any free port. */
    public static PostgresPart embedded(int port, Path data) {
        return embedded(port, data, false);
    }

    private static PostgresPart embedded(int port, Path data, boolean passing) {
        try {
            Mourner mourner = Mourner.of(data, passing);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(passing)
                    .setPGStartupWait(PATIENCE)
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start();
            return new PostgresPart(LOOPBACK, server.getPort(), server, mourner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** The user that everybody is trusted as; any password will do. */
    public String user() {
        return USER;
    }

    public String database() {
        return DATABASE;
    }

    /** Where JDBC finds it. */
    public String url() {
        return url(port);
    }

    /** Where JDBC finds it behind another port of this machine, that of a path which can break. */
    public String url(int port) {
        return "jdbc:postgresql://" + (isEmbedded() || port == this.port ? host : LOOPBACK) + ":" + port + "/"
                + DATABASE;
    }

    /** True where it is one of its own. */
    public boolean isEmbedded() {
        return server != null;
    }

    /** Stops a server of its own and waits until it is gone; leaves the standing one alone. */
    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
            if (mourner != null) {
                mourner.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
