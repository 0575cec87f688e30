package io.obs.logging;

import java.io.Console;
import java.lang.reflect.Method;

/** Tells whether somebody looks at standard output. */
final class Terminal {

    private Terminal() {}

    /** True where standard output (and input) is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // it is null on 17
    static boolean isStandardOutput() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since 22 there is a console also where there's no terminal, and it can be asked.
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
