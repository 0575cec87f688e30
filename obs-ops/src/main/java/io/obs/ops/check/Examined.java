package io.obs.ops.check;

import java.util.ArrayList;
import java.util.List;

/** A place that was looked at: how much was right, what is not, and what can't be judged. For one thread. */
final class Examined {

    private final String place;
    private final List<String> well = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param place where it is, as the user gave it */
    Examined(String place) {
        this.place = place;
    }

    void well(String sentence) {
        well.add(sentence);
    }

    void found(String name, String problem, String remedy) {
        findings.add(new Finding(name, problem, remedy));
    }

    /** Something to know, which is no fault. */
    void note(String sentence) {
        notes.add(sentence);
    }

    String place() {
        return place;
    }

    List<String> well() {
        return well;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> notes() {
        return notes;
    }
}
