package io.obs.docs;

import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.spi.Room;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** docs/configuration.md, from the keys that the core and the rooms declare. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            <!-- Generated from the declared keys. Don't edit: change the declaration and run
                 %s -->

            Each setting can stand in five places; the first that has it counts:

            1. code: `Observability.builder().set("obs.admin.port", "0")`
            2. a system property: `-Dobs.admin.port=0`
            3. an environment variable: `OBS_ADMIN_PORT=0` (the name in capitals, dots and dashes as underscores)
            4. a properties file (UTF-8): the one that `obs.config.file` names, then `obs.properties` at the root of the class path
            5. the default

            Settings are read once, by `init()`. Wrong ones stop it: one `InvalidConfigurationException` lists all of them, each with where
            it came from and what is allowed. A setting that nobody reads is warned about with the nearest known name.
            Times are written `500ms`, `5s`, `2m`, `1h`, `1d`, or in plain milliseconds.
            Where Spring Boot is, they can stand where it looks for properties, and `obs.enabled=false` switches all of obs off: [Spring Boot](guide/spring-boot.md).

            The standard `OTEL_*` variables keep their meaning, may stand in the same places under their property names (`otel.exporter.otlp.endpoint`),
            and are validated like obs's own.
            """;

    private ConfigurationPage() {}

    static String text(String command) {
        StringBuilder page = new StringBuilder(String.format(HEAD, command));
        section(page, "core", CoreKeys.ALL);
        ServiceLoader.load(Room.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(room -> !room.keys().isEmpty())
                .sorted(Comparator.comparing(Room::name))
                .forEach(room -> section(page, room.name(), room.keys()));
        return page.toString();
    }

    private static void section(StringBuilder page, String name, List<ConfigKey<?>> keys) {
        page.append("\n## ")
                .append(name)
                .append("\n\n| setting | default | allowed | what it does |\n|---|---|---|---|\n");
        for (ConfigKey<?> key : keys) {
            page.append("| `")
                    .append(key.name())
                    .append("`<br>`")
                    .append(key.environmentName())
                    .append("` | ")
                    .append(cell(key.defaultText()))
                    .append(" | ")
                    .append(cell(key.allowed()))
                    .append(" | ")
                    .append(cell(key.help()))
                    .append(key.isSecret() ? " Never shown." : "")
                    .append(" |\n");
        }
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
    }
}
