package io.obs.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who the service is: what labels, log lines and the resource of its spans say.
 *
 * <p>The name is {@code obs.service}, else {@code OTEL_SERVICE_NAME}, else {@code service.name} of
 * {@code OTEL_RESOURCE_ATTRIBUTES}, else {@value #UNKNOWN_NAME}. The version is {@code obs.version}, else
 * {@code service.version} of {@code OTEL_RESOURCE_ATTRIBUTES}, else the Implementation-Version of the main class's jar,
 * else {@value #UNKNOWN_VERSION}.
 *
 * @param name never blank
 * @param version never blank
 * @see <a href="https://opentelemetry.io/docs/specs/otel/resource/sdk/">OpenTelemetry: resource SDK</a>
 */
public record ServiceIdentity(String name, String version) {

    /** The name of a service that nobody has named. */
    public static final String UNKNOWN_NAME = "unknown_service";

    /** The version of a service that does not tell it. */
    public static final String UNKNOWN_VERSION = "unknown";

    /** What the configuration says. */
    public static ServiceIdentity of(ObservabilityConfig config) {
        String name = Optional.ofNullable(config.find(CoreKeys.SERVICE))
                .or(() -> Optional.ofNullable(config.raw("otel.service.name")).filter(text -> !text.isBlank()))
                .or(() -> resourceAttribute(config, "service.name"))
                .orElse(UNKNOWN_NAME);
        String version = Optional.ofNullable(config.find(CoreKeys.VERSION))
                .or(() -> resourceAttribute(config, "service.version"))
                .or(MainJar::version)
                .orElse(UNKNOWN_VERSION);
        return new ServiceIdentity(name.strip(), version.strip());
    }

    private static Optional<String> resourceAttribute(ObservabilityConfig config, String name) {
        String attributes = config.raw("otel.resource.attributes");
        if (attributes == null) {
            return Optional.empty();
        }
        for (String attribute : attributes.split(",", -1)) {
            int equals = attribute.indexOf('=');
            if (equals > 0 && attribute.substring(0, equals).strip().equals(name)) {
                return decoded(attribute.substring(equals + 1).strip()).filter(text -> !text.isBlank());
            }
        }
        return Optional.empty();
    }

    /** Values are percent-encoded; the plus sign is itself. */
    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.of(value);
        }
    }
}
