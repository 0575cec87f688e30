package io.obs.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reaches what extensions have added to the SDK's builder, which has no getters: their span processors, so that what
 * these throw doesn't get into the application, and their id generator, so that it is wrapped and not replaced.
 *
 * <p>By reflection on private fields, so every method has an answer for the day when they are called something else.
 */
final class BuilderFields {

    private BuilderFields() {}

    /** The processors, to be replaced in place; null where the SDK doesn't let us see them. */
    @SuppressWarnings("unchecked")
    static @Nullable List<SpanProcessor> processors(SdkTracerProviderBuilder builder) {
        try {
            return (List<SpanProcessor>) field("spanProcessors").get(builder);
        } catch (ReflectiveOperationException | RuntimeException unreachable) {
            return null;
        }
    }

    /** The id generator that was set, or the SDK's default where it can't be seen. */
    static IdGenerator idGenerator(SdkTracerProviderBuilder builder) {
        try {
            return (IdGenerator) field("idsGenerator").get(builder);
        } catch (ReflectiveOperationException | RuntimeException unreachable) {
            return IdGenerator.random();
        }
    }

    private static Field field(String name) throws ReflectiveOperationException {
        Field field = SdkTracerProviderBuilder.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
