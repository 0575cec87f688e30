package io.obs.logging.console;

import io.obs.pipeline.Failures;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of any type as text; what their own methods throw stands in their place. */
final class Values {

    private Values() {}

    static String text(@Nullable Object value) {
        try {
            if (value instanceof Object[] array) {
                return Arrays.deepToString(array);
            }
            return String.valueOf(value);
        } catch (Throwable e) {
            if (Failures.isFatal(e)) {
                throw (Error) e;
            }
            return "[failed: " + e.getClass().getName() + "]";
        }
    }
}
