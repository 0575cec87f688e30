package io.obs.ops.prometheus;

import io.obs.ops.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks a server: where it is, and how it lets itself be asked. */
public final class ServerOptions {

    private static final String TOKEN = "OBS_OPS_TOKEN";
    private static final String PASSWORD = "OBS_OPS_PASSWORD";

    private final UnaryOperator<@Nullable String> environment;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            required = true,
            description = "Prometheus, Thanos, Mimir or VictoriaMetrics, with its path prefix.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String url;

    @Option(names = "--tenant", paramLabel = "ID", description = "Sent as X-Scope-OrgID, for Mimir and its like.")
    private @Nullable String tenant;

    @Option(names = "--header", paramLabel = "NAME:VALUE", description = "Sent with each request; may be repeated.")
    private List<String> headers = List.of();

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the bearer token; or set " + TOKEN + ".")
    private @Nullable Path tokenFile;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "For basic authentication, with --password-file or " + PASSWORD + ".")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the user's password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file of the certificates to trust instead of the JDK's.")
    private @Nullable Path authorities;

    @Option(names = "--insecure", description = "Take any certificate. For trying things out only.")
    private boolean insecure;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The longest one answer may take. Default: ${DEFAULT-VALUE}")
    private int timeout;

    /** For picocli. */
    public ServerOptions() {
        this(System::getenv);
    }

    ServerOptions(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * A client of that server.
     *
     * @throws BadInput where the options contradict each other, or a file can't be read
     */
    public PrometheusClient client() {
        return PrometheusClient.of(server());
    }

    /** The server's address, as it was given. */
    public String url() {
        return url;
    }

    PrometheusServer server() {
        if (timeout < 1) {
            throw new BadInput("--timeout must be 1 or more, not " + timeout);
        }
        PrometheusServer server = PrometheusServer.at(url)
                .withAuthorities(authorities)
                .withInsecure(insecure)
                .withTimeout(Duration.ofSeconds(timeout));
        if (tenant != null) {
            server = server.withHeader("X-Scope-OrgID", tenant);
        }
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new BadInput("--header \"" + header + "\" is not NAME:VALUE");
            }
            server = server.withHeader(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return authenticated(server);
    }

    private PrometheusServer authenticated(PrometheusServer server) {
        String token = secret(tokenFile, user == null ? TOKEN : null);
        if (user != null) {
            if (token != null) {
                throw new BadInput("--user and --token-file exclude each other");
            }
            String password = secret(passwordFile, PASSWORD);
            if (password == null) {
                throw new BadInput("--user needs --password-file or the environment's " + PASSWORD);
            }
            return server.withBasic(user, password);
        }
        return token == null ? server : server.withBearerToken(token);
    }

    private @Nullable String secret(@Nullable Path file, @Nullable String variable) {
        if (file == null) {
            String value = variable == null ? null : environment.apply(variable);
            return value == null || value.isEmpty() ? null : value;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInput("the secret in " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
