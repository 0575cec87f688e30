package io.obs.logging.stack;

import java.util.List;

/**
 * How a stack trace is written.
 *
 * @param maxFrames how many frames of one throwable are shown, 1 to 10,000
 * @param maxThrowables how many causes and suppressed exceptions of one event are shown, 1 to 100
 * @param maxClassNameLength class names longer than this are shown with abbreviated packages ({@code c.a.shop.Order});
 *     0 leaves them whole
 * @param excluded beginnings of {@code class.method} whose frames are noise and left out
 */
public record StackTraceFormat(int maxFrames, int maxThrowables, int maxClassNameLength, List<String> excluded) {

    /** Reflection, method handles, generated proxies: frames that say nothing about the program. */
    public static final List<String> NOISE =
            List.of("java.lang.reflect.", "java.lang.invoke.", "jdk.internal.reflect.", "sun.reflect.");

    private static final StackTraceFormat STANDARD = new StackTraceFormat(50, 10, 0, NOISE);

    public StackTraceFormat {
        check("maxFrames", maxFrames, 1, 10_000);
        check("maxThrowables", maxThrowables, 1, 100);
        check("maxClassNameLength", maxClassNameLength, 0, 1_000);
        excluded = List.copyOf(excluded);
    }

    /** 50 frames of each of 10 throwables, whole class names, without {@link #NOISE}. */
    public static StackTraceFormat standard() {
        return STANDARD;
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
        }
    }
}
