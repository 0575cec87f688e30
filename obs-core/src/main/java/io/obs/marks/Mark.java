package io.obs.marks;

import io.obs.spi.MarkObserver;
import org.jspecify.annotations.Nullable;

/**
 * A marked method of a class that was not woven.
 *
 * @param descriptor its parameters and result, as in the class file
 * @param bodiless whether it is without code, so that it can't be woven
 * @param selfCalled whether its own class calls it
 */
record Mark(String type, String method, String descriptor, boolean bodiless, boolean selfCalled) {

    /** How the start line names it, with what of it is no job; null where all its calls are. */
    @Nullable
    String named(MarkObserver observer) {
        String name = type + "." + method;
        if (!observer.observes(type, method, descriptor)) {
            return bodiless ? name + " (by a proxy only)" : name;
        }
        return selfCalled ? name + " (where its own class calls it)" : null;
    }
}
