package io.obs.examples.captions.media;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The captions of one piece of audio.
 *
 * @param mediaSha256 of the file they were made from, 64 lowercase hex digits
 * @param seconds the length of the audio
 */
public record Captions(String mediaSha256, double seconds, List<Caption> lines) {

    public Captions {
        lines = List.copyOf(lines);
    }

    /** The captions as a SubRip (.srt) file. */
    public String srt() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Caption line = lines.get(i);
            out.append(i + 1).append('\n');
            out.append(time(line.from())).append(" --> ").append(time(line.to()));
            out.append('\n').append(line.text()).append("\n\n");
        }
        return out.toString();
    }

    private static String time(Duration at) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d,%03d",
                at.toHours(),
                at.toMinutesPart(),
                at.toSecondsPart(),
                at.toMillisPart());
    }
}
