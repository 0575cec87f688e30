package io.obs.job;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.config.CoreKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ObservedJob} may say: asked when methods are woven, and again when a proxy or a woven class is made.
 *
 * <p>Each method gives the end of a sentence about what is wrong, or null. Thread-safe.
 */
public final class JobRules {

    /** The field that is the job's own id. */
    static final String JOB_ID = "job_id";

    private static final Set<String> PUBLISHERS =
            Set.of("org.reactivestreams.Publisher", "java.util.concurrent.Flow$Publisher");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:/ -]{0,99}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** The fields that a line of a job may have anyway. */
    private static final Set<String> RESERVED = Set.of(
            "timestamp",
            "level",
            "service",
            "logger",
            "thread",
            "trace_id",
            "span_id",
            "request_id",
            "user_id",
            "endpoint",
            "method",
            "status",
            "duration_ms",
            "message",
            "tags",
            "error",
            "fields",
            "job",
            "failure_reason");

    private static final Set<String> SCALARS = Set.of(
            "boolean",
            "byte",
            "char",
            "double",
            "float",
            "int",
            "long",
            "short",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.CharSequence",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StringBuilder",
            "java.util.UUID");

    private JobRules() {}

    /**
     * Whether this type is what runs only when it is subscribed to; what extends or implements it is so too. A method that
     * returns one has only put it together, so it is not woven: whoever has the result makes a job of each subscription.
     */
    public static boolean isPublisher(String type) {
        return PUBLISHERS.contains(type);
    }

    /** @param name what {@link ObservedJob#value} says; empty is the method's name */
    public static @Nullable String name(String name) {
        return name.isEmpty() || NAME.matcher(name).matches()
                ? null
                : "is named '" + name
                        + "'; allowed: at most 100 ASCII letters, digits and _ . : / - or spaces, the first a letter, a digit or _";
    }

    /** @param slow what {@link ObservedJob#slow} says; empty is the setting's */
    public static @Nullable String slow(String slow) {
        try {
            duration(slow);
            return null;
        } catch (IllegalArgumentException wrong) {
            return "is slow from '" + slow + "' on; allowed: " + CoreKeys.JOB_SLOW.allowed();
        }
    }

    /** @return null where the text is empty */
    static @Nullable Duration duration(String slow) {
        return slow.isEmpty() ? null : CoreKeys.JOB_SLOW.parse(slow);
    }

    /** @param reason what {@link FailureReason#is} says */
    public static @Nullable String reason(String reason) {
        List<String> known = Catalog.JOBS_FAILED.openLabels().stream()
                .map(Label::values)
                .flatMap(List::stream)
                .toList();
        return known.contains(reason)
                ? null
                : "fails for the reason '" + reason + "'; allowed: " + String.join(", ", known);
    }

    /**
     * @param keys what the {@link Field}s of one method say
     * @return what is wrong with each that is
     */
    public static List<String> fields(List<String> keys) {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            if (!KEY.matcher(key).matches()) {
                wrong.add("has a field '" + key
                        + "'; allowed: at most 64 lower case letters, digits and underscores, the first a letter");
            } else if (RESERVED.contains(key)) {
                wrong.add("has a field '" + key + "', which a line has of its own");
            } else if (!seen.add(key)) {
                wrong.add("has two fields '" + key + "'");
            }
        }
        return wrong;
    }

    /**
     * @param key what the {@link Field} says
     * @param type the parameter's type, by its binary name
     * @param isEnum whether that is an enum
     */
    public static @Nullable String fieldType(String key, String type, boolean isEnum) {
        return isEnum || SCALARS.contains(type)
                ? null
                : "has a field '" + key + "' of the type " + type
                        + "; allowed: texts, numbers, booleans, characters, enums and UUIDs";
    }
}
