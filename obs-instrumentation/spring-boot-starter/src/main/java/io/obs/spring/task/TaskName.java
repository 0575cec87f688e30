package io.obs.spring.task;

import java.util.regex.Pattern;

/**
 * What a scheduled task is called: Spring's own tasks tell their class and method; any other text is cut before what
 * differs between two processes or two objects.
 *
 * @param type the class's name; empty where the text tells no method
 * @param full the whole name
 */
record TaskName(String type, String full) {

    private static final String OTHER = "scheduled";
    private static final Pattern GENERATED = Pattern.compile("\\$\\$SpringCGLIB\\$\\$\\d+");
    private static final Pattern METHOD = Pattern.compile("[\\w$]+(\\.[\\w$]+)+");
    private static final Pattern VARYING = Pattern.compile("\\$\\$Lambda.*|[^\\w.$-].*", Pattern.DOTALL);

    static TaskName of(String text) {
        String own = GENERATED.matcher(text).replaceAll("");
        if (METHOD.matcher(own).matches() && !own.contains("$$Lambda")) {
            return new TaskName(own.substring(0, own.lastIndexOf('.')), own);
        }
        String cut = VARYING.matcher(own).replaceFirst("");
        return new TaskName("", cut.isEmpty() ? OTHER : cut);
    }

    /** The method's name; the whole where there is none. */
    String method() {
        return type.isEmpty() ? full : full.substring(type.length() + 1);
    }

    /** Without the package, and of a nested class without those around it: {@code Sweeper.sweep}. */
    String shortly() {
        return type.isEmpty() ? simple(full) : simple(type) + "." + method();
    }

    private static String simple(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int nested = simple.lastIndexOf('$') + 1;
        return nested < simple.length() && Character.isLetter(simple.charAt(nested))
                ? simple.substring(nested)
                : simple;
    }
}
