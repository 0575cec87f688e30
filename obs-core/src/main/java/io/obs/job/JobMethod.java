package io.obs.job;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the mark of an {@linkplain ObservedJob observed} method says, read once: for whatever calls the method on behalf of
 * a service, a woven class, a proxy, an interceptor of a framework. They hand it to {@link JobHandler#enter}.
 *
 * <p>Immutable and thread-safe.
 */
public final class JobMethod {

    private static final long AS_CONFIGURED = -1;

    private final String name;
    private final boolean created;
    private final long slowNanos;
    private final FailureReason[] reasons;
    private final @Nullable FailureClassifier classifier;
    private final JobFields fields;

    private JobMethod(
            String name,
            boolean created,
            long slowNanos,
            FailureReason[] reasons,
            @Nullable FailureClassifier classifier,
            JobFields fields) {
        this.name = name;
        this.created = created;
        this.slowNanos = slowNanos;
        this.reasons = reasons;
        this.classifier = classifier;
        this.fields = fields;
    }

    /**
     * Reads the mark of a method that has one.
     *
     * @throws IllegalArgumentException if it has none, or its mark can't take effect; the message names the method and
     *     all that is wrong
     */
    public static JobMethod of(Method method) {
        ObservedJob mark = method.getAnnotation(ObservedJob.class);
        if (mark == null) {
            throw new IllegalArgumentException(named(method) + " is not marked with @ObservedJob");
        }
        List<String> problems = new ArrayList<>();
        check(JobRules.name(mark.value()), problems::add);
        check(JobRules.slow(mark.slow()), problems::add);
        for (FailureReason reason : mark.reasons()) {
            check(JobRules.reason(reason.is()), problems::add);
        }
        FailureClassifier classifier = classifier(mark.classifier(), problems);
        JobFields fields = JobFields.of(method, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("@ObservedJob: " + named(method) + " " + String.join("; it ", problems));
        }
        Duration slow = JobRules.duration(mark.slow());
        return new JobMethod(
                mark.value().isEmpty() ? method.getName() : mark.value(),
                mark.created(),
                slow == null ? AS_CONFIGURED : slow.toNanos(),
                mark.reasons(),
                classifier,
                fields);
    }

    /** One of which nothing is known but its name. */
    static JobMethod named(String name) {
        return new JobMethod(name, true, AS_CONFIGURED, new FailureReason[0], null, JobFields.NONE);
    }

    private static void check(@Nullable String wrong, Consumer<String> problems) {
        if (wrong != null) {
            problems.accept(wrong);
        }
    }

    private static @Nullable FailureClassifier classifier(
            Class<? extends FailureClassifier> type, List<String> problems) {
        if (type == FailureClassifier.class) {
            return null;
        }
        try {
            Constructor<? extends FailureClassifier> maker = type.getDeclaredConstructor();
            maker.setAccessible(true);
            return maker.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            problems.add("has the classifier " + type.getName()
                    + ", which can't be made; it needs a constructor without parameters (" + why + ")");
            return null;
        }
    }

    private static String named(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    /** The job's name. */
    public String name() {
        return name;
    }

    /** True where a call counts as a submission too. */
    public boolean created() {
        return created;
    }

    JobFields fields() {
        return fields;
    }

    long slowNanos(long configured) {
        return slowNanos == AS_CONFIGURED ? configured : slowNanos;
    }

    /** What the mark says of that error; else what its classifier says, or the given one. */
    String reason(Throwable error, FailureClassifier otherwise) {
        for (FailureReason reason : reasons) {
            if (reason.of().isInstance(error)) {
                return reason.is();
            }
        }
        return (classifier == null ? otherwise : classifier).reason(error);
    }
}
