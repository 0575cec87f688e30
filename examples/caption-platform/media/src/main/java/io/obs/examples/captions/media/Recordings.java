package io.obs.examples.captions.media;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recordings to caption, made here: the same bytes on every machine, two of them bad. */
public final class Recordings {

    private static final int CUT_AT = 30_000;

    private Recordings() {}

    /** The WAVE files, by name. */
    public static Map<String, byte[]> make() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("greeting.wav", new Speaker(1).speak(5).bytes());
        files.put("interview.wav", new Speaker(2).speak(30).bytes());
        files.put("lecture.wav", new Speaker(3).speak(120).bytes());
        files.put("silence.wav", new Speaker(4).beSilent(5).bytes());
        files.put("corrupt.wav", Arrays.copyOf(new Speaker(5).speak(2).bytes(), CUT_AT));
        return files;
    }
}
