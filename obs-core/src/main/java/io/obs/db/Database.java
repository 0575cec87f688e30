package io.obs.db;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which database a statement goes to, as spans name it.
 *
 * @param system the {@code db.system.name} of the semantic conventions: {@code postgresql}, {@code mysql},
 *     {@code h2database}; it also says by which rules statements are read
 * @param namespace the database's name within the server; null if not known
 * @param host the server's address; null if there is none
 * @param port the server's port; 0 if not known
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">OpenTelemetry database spans</a>
 */
public record Database(
        String system, @Nullable String namespace, @Nullable String host, int port) {

    /** One of which nothing is known, or not yet. */
    public static final Database UNKNOWN = new Database("other_sql", null, null, 0);

    public Database {
        Objects.requireNonNull(system, "system");
    }
}
