package io.obs.examples.captions.platform;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A server that the services need: embedded, unless the environment says where the user's own is. */
public enum Part {
    POSTGRES("CAPTION_POSTGRES_URL"),
    REDIS("CAPTION_REDIS_URL"),
    RABBITMQ("CAPTION_RABBITMQ_URL"),
    S3("CAPTION_S3_ENDPOINT");

    private final String variable;

    Part(String variable) {
        this.variable = variable;
    }

    /** Those that the environment says nothing of. */
    static Set<Part> notIn(Map<String, String> environment) {
        return Arrays.stream(values())
                .filter(part -> !environment.containsKey(part.variable))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    /** As the infrastructure speaks of it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
