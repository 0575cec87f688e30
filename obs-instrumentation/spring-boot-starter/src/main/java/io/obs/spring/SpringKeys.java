package io.obs.spring;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import java.util.List;

/** The keys of the starter; Spring's conditions read them before obs starts. */
final class SpringKeys {

    static final ConfigKey<Boolean> ENABLED = ConfigKeys.bool(
            "obs.enabled", true, "Whether a Spring Boot service is observed at all; false switches all of obs off.");

    static final List<ConfigKey<?>> ALL = List.of(ENABLED);

    private SpringKeys() {}
}
