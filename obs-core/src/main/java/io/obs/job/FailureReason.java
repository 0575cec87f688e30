package io.obs.job;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which failure reason an exception is, for the jobs of one method: a part of {@link ObservedJob}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface FailureReason {

    /** What was thrown, or a type above it. */
    Class<? extends Throwable> of();

    /** One of the reasons of {@code jobs_failed_total}: {@code validation}, {@code dependency}, ... */
    String is();
}
