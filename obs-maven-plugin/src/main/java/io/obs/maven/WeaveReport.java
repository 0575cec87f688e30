package io.obs.maven;

import java.util.ArrayList;
import java.util.List;

/** What came of weaving. */
final class WeaveReport {

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int classes;
    private int methods;

    void wove(int methodsOfOneClass) {
        classes++;
        methods += methodsOfOneClass;
    }

    void errors(List<String> sentences) {
        errors.addAll(sentences);
    }

    void warnings(List<String> sentences) {
        warnings.addAll(sentences);
    }

    /** One sentence for each mark that can't take effect. */
    List<String> errors() {
        return errors;
    }

    /** One sentence for each mark that takes effect only if something else is done. */
    List<String> warnings() {
        return warnings;
    }

    /** How many classes this run wove; those that an earlier one did don't count. */
    int classes() {
        return classes;
    }

    int methods() {
        return methods;
    }
}
