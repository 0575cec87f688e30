package io.obs.job;

import io.obs.context.RequestContext;
import io.obs.mask.Masker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a method that are fields of its jobs. Immutable. */
final class JobFields {

    /** A method without any. */
    static final JobFields NONE = new JobFields(List.of());

    private static final int MAX_TEXT = 256;

    private record Marked(int position, String key) {}

    private final List<Marked> marked;

    private JobFields(List<Marked> marked) {
        this.marked = List.copyOf(marked);
    }

    /** @param problems gets what is wrong with them */
    static JobFields of(Method method, List<String> problems) {
        List<Marked> marked = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Field mark = parameters[i].getAnnotation(Field.class);
            if (mark != null) {
                Class<?> type = parameters[i].getType();
                String wrong = JobRules.fieldType(mark.value(), type.getName(), type.isEnum());
                if (wrong != null) {
                    problems.add(wrong);
                }
                marked.add(new Marked(i, mark.value()));
            }
        }
        problems.addAll(JobRules.fields(marked.stream().map(Marked::key).toList()));
        return marked.isEmpty() ? NONE : new JobFields(marked);
    }

    boolean isEmpty() {
        return marked.isEmpty();
    }

    /** The values of one call, as they are written; null where there is none. */
    @Nullable
    Object[] values(@Nullable Object[] arguments) {
        @Nullable Object[] values = new Object[marked.size()];
        for (int i = 0; i < values.length; i++) {
            int position = marked.get(i).position();
            values[i] = position < arguments.length ? written(arguments[position]) : null;
        }
        return values;
    }

    private static @Nullable Object written(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        String text = value instanceof Enum<?> constant ? constant.name() : value.toString();
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
    }

    /** The job's own id, where one of them is. */
    @Nullable
    String jobId(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (marked.get(i).key().equals(JobRules.JOB_ID) && values[i] != null) {
                return String.valueOf(values[i]);
            }
        }
        return null;
    }

    void put(@Nullable Object[] values, RequestContext to) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                to.put(marked.get(i).key(), values[i]);
            }
        }
    }

    void attributes(@Nullable Object[] values, Masker masker, SpanBuilder to) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            String key = marked.get(i).key();
            if (value == null || key.equals(JobRules.JOB_ID)) {
                continue;
            }
            if (masker.sensitive(key)) {
                to.setAttribute(AttributeKey.stringKey(key), Masker.MASK);
            } else if (value instanceof Boolean flag) {
                to.setAttribute(AttributeKey.booleanKey(key), flag);
            } else if (value instanceof Double || value instanceof Float) {
                to.setAttribute(AttributeKey.doubleKey(key), ((Number) value).doubleValue());
            } else if (value instanceof Number number) {
                to.setAttribute(AttributeKey.longKey(key), number.longValue());
            } else {
                to.setAttribute(AttributeKey.stringKey(key), masker.mask((String) value));
            }
        }
    }
}
