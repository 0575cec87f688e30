package io.obs.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method each call of which is a job: counted, timed, logged with one line at its end, traced.
 *
 * <pre>{@code
 * interface Captions {
 *     @ObservedJob("extract_captions")
 *     Captions extract(Video video) throws IOException;
 * }
 * Captions observed = JobsObservability.create(obs).proxy(Captions.class, new RealCaptions());
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ObservedJob {

    /** The job's name: the span's name and a field of its line. Empty: the method's name. */
    String value() default "";

    /** Whether a call counts as a submission too; false where {@code jobs_created_total} is counted elsewhere. */
    boolean created() default true;
}
