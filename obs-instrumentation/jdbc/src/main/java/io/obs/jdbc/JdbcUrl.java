package io.obs.jdbc;

import io.obs.db.Database;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a database is out of the URL its driver is given. Users and passwords are left where they are; what does
 * not look like a host or a name is left out.
 */
final class JdbcUrl {

    /**
     * @param name the {@code db.system.name}
     * @param port where it listens if nothing else is said; 0 for those without a server
     */
    private record Product(String name, int port) {}

    private static final Map<String, Product> SYSTEMS = Map.ofEntries(
            Map.entry("postgresql", new Product("postgresql", 5432)),
            Map.entry("pgsql", new Product("postgresql", 5432)),
            Map.entry("mysql", new Product("mysql", 3306)),
            Map.entry("mariadb", new Product("mariadb", 3306)),
            Map.entry("sqlserver", new Product("microsoft.sql_server", 1433)),
            Map.entry("oracle", new Product("oracle.db", 1521)),
            Map.entry("db2", new Product("ibm.db2", 50000)),
            Map.entry("redshift", new Product("aws.redshift", 5439)),
            Map.entry("clickhouse", new Product("clickhouse", 8123)),
            Map.entry("ch", new Product("clickhouse", 8123)),
            Map.entry("sap", new Product("sap.hana", 0)),
            Map.entry("firebird", new Product("firebirdsql", 3050)),
            Map.entry("firebirdsql", new Product("firebirdsql", 3050)),
            Map.entry("h2", new Product("h2database", 0)),
            Map.entry("hsqldb", new Product("hsqldb", 0)),
            Map.entry("derby", new Product("derby", 0)),
            Map.entry("sqlite", new Product("sqlite", 0)));

    /** Before the system's name may stand those of drivers that stand before its own. */
    private static final int MOST_PREFIXES = 4;

    private static final int LONGEST_URL = 2_048;
    private static final Pattern SERVER = Pattern.compile(
            "(?:[^/@]*@)?(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?:\\\\[^:/;,]*)?(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[^/?;&:,@=()]{1,128}");
    private static final Pattern NAMED = Pattern.compile("(?i);\\s*database(?:Name)?\\s*=\\s*([^;]{1,128})");

    private JdbcUrl() {}

    static Database database(@Nullable String url) {
        if (url == null || url.length() > LONGEST_URL || !url.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return Database.UNKNOWN;
        }
        int at = 5;
        for (int i = 0; i < MOST_PREFIXES; i++) {
            int colon = url.indexOf(':', at);
            if (colon < 0) {
                break;
            }
            Product system = SYSTEMS.get(url.substring(at, colon).toLowerCase(Locale.ROOT));
            at = colon + 1;
            if (system != null) {
                return read(system, url.substring(at));
            }
        }
        return Database.UNKNOWN;
    }

    private static Database read(Product system, String rest) {
        int slashes = rest.indexOf("//");
        int server = slashes >= 0 ? slashes + 2 : rest.indexOf('@') + 1; // Oracle's host:port:name
        if (slashes < 0 && server == 0) {
            boolean loopback = system.name().equals("postgresql");
            return new Database(system.name(), file(rest), loopback ? "localhost" : null, loopback ? system.port() : 0);
        }
        Matcher found = SERVER.matcher(rest).region(server, rest.length());
        String host = null;
        int port = 0;
        int end = server;
        if (found.lookingAt()) {
            host = found.group(1).replaceAll("[\\[\\]]", "");
            port = found.group(2) == null ? system.port() : Integer.parseInt(found.group(2));
            end = found.end();
        }
        return new Database(system.name(), name(rest, end), host, port);
    }

    /** The last part of a path: what stands before it may tell of a person's directories. */
    private static @Nullable String file(String rest) {
        int end = rest.length();
        for (char c : ";?&".toCharArray()) {
            int found = rest.indexOf(c);
            end = found >= 0 && found < end ? found : end;
        }
        String path = rest.substring(0, end);
        String last = path.substring(
                Math.max(path.lastIndexOf('/'), Math.max(path.lastIndexOf(':'), path.lastIndexOf('\\'))) + 1);
        return NAME.matcher(last).matches() ? last : null;
    }

    private static @Nullable String name(String rest, int end) {
        Matcher named = NAMED.matcher(rest);
        if (named.find()) {
            return named.group(1).strip();
        }
        int query = rest.indexOf('?', end);
        int slash = rest.indexOf('/', end);
        int from = slash >= 0 && (query < 0 || slash < query) ? slash : rest.indexOf(':', end);
        if (from < 0) {
            return null;
        }
        Matcher name = NAME.matcher(rest).region(from + 1, rest.length());
        return name.lookingAt() ? name.group() : null;
    }
}
