package io.obs.ops.prometheus;

import io.obs.ops.cli.BadInput;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a Prometheus-compatible server is, and how it lets itself be asked.
 *
 * <pre>{@code
 * PrometheusServer.at("https://metrics.example/prometheus").withHeader("X-Scope-OrgID", "captions").withBearerToken(token)
 * }</pre>
 *
 * <p>Immutable. Defaults: no credentials, the JDK's certificates, 60 seconds for an answer.
 *
 * @param url the server with its path prefix; {@code /api/v1} is added
 * @param headers sent with each request: the tenant's, credentials
 * @param authorities a PEM file of the certificates to trust instead of the JDK's
 * @param insecure true: any certificate will do
 * @param timeout the longest a single answer may take
 */
public record PrometheusServer(
        URI url, Map<String, String> headers, @Nullable Path authorities, boolean insecure, Duration timeout) {

    public PrometheusServer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the time-out must be positive, not " + timeout);
        }
    }

    /**
     * @throws BadInput where it is no http or https URL
     */
    public static PrometheusServer at(String url) {
        try {
            URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            String scheme = String.valueOf(uri.getScheme());
            if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            if (uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new IllegalArgumentException("no place for credentials or a query");
            }
            return new PrometheusServer(uri, Map.of(), null, false, Duration.ofSeconds(60));
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    "\"" + url + "\" is not the URL of a Prometheus server, such as http://localhost:9090", e);
        }
    }

    public PrometheusServer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new PrometheusServer(url, more, authorities, insecure, timeout);
    }

    public PrometheusServer withBearerToken(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    public PrometheusServer withBasic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return withHeader(
                "Authorization", "Basic " + java.util.Base64.getEncoder().encodeToString(both));
    }

    public PrometheusServer withAuthorities(@Nullable Path pem) {
        return new PrometheusServer(url, headers, pem, insecure, timeout);
    }

    public PrometheusServer withInsecure(boolean any) {
        return new PrometheusServer(url, headers, authorities, any, timeout);
    }

    public PrometheusServer withTimeout(Duration longest) {
        return new PrometheusServer(url, headers, authorities, insecure, longest);
    }

    /** Without the headers, which may be secret. */
    @Override
    public String toString() {
        return url.toString();
    }
}
