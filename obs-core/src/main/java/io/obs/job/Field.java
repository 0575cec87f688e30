package io.obs.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of an {@linkplain ObservedJob observed} method: its value is a field of each log line inside the job,
 * and an attribute of its span.
 *
 * <p>Texts, numbers, booleans, characters, enums and UUIDs can be fields; a text is cut at 256 characters, null is left
 * out, and what a sensitive key names is masked. {@code job_id} is the job's own id, {@code obs.job.id} on the span.
 *
 * <pre>{@code
 * @ObservedJob("extract_captions")
 * Captions extract(@Field("job_id") String id, @Field("language") Language language, byte[] video)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Field {

    /** The field's name: lower case letters, digits and underscores, none that each line has anyway. */
    String value();
}
