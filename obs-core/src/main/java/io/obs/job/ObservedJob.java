package io.obs.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method each call of which is a job: counted, timed, logged with one line at its end, traced.
 *
 * <p>It takes effect where the method was woven while the service was built (the goal {@code weave} of
 * obs-maven-plugin: private, static, final and self-called methods too), or where it is called through
 * {@code JobsObservability.proxy}. Result and exception stay as they are; a method that returns a
 * {@link java.util.concurrent.CompletionStage} or a {@link java.util.concurrent.Future} is a job that ends when that
 * does. What is wrong here fails the goal and the proxy, by name.
 *
 * <pre>{@code
 * @ObservedJob(value = "extract_captions", slow = "30s", reasons = @FailureReason(of = BadVideo.class, is = "validation"))
 * private Captions extract(@Field("job_id") String id, @Field("language") Language language, byte[] video) {
 *     ...
 * }
 * }</pre>
 *
 * @see Field
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ObservedJob {

    /** The job's name: the span's name and a field of its line. Empty: the method's name. */
    String value() default "";

    /** Whether a call counts as a submission too; false where {@code jobs_created_total} is counted elsewhere. */
    boolean created() default true;

    /** From which duration the job is slow, as {@code 500ms}, {@code 30s}, {@code 5m}. Empty: as {@code obs.job.slow} says. */
    String slow() default "";

    /** Why it failed, by what was thrown; the first that fits, before the classifier is asked. */
    FailureReason[] reasons() default {};

    /**
     * Says why it failed: a class with a constructor without parameters. {@link FailureClassifier} itself: the one that
     * the service has given.
     */
    Class<? extends FailureClassifier> classifier() default FailureClassifier.class;
}
