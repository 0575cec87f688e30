package io.obs.examples.captions.media;

import io.obs.examples.captions.media.Segmenter.Segment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Turns a WAVE file into captions: finds the words by their energy, tells them apart by their tone. Stateless. */
public final class CaptionExtractor {

    private static final Duration NEW_LINE = Duration.ofMillis(400);

    private CaptionExtractor() {}

    /**
     * @param media a WAVE file's bytes
     * @param looks how often each word is listened to, at least 1: the time it takes grows with it
     * @throws CorruptMediaException if the file is no such audio
     * @throws SpeechValidationException if nobody speaks in it
     */
    public static Captions extract(byte[] media, String language, int looks) throws CorruptMediaException {
        Wave wave = Wave.parse(media);
        List<Segment> words = Segmenter.words(wave.samples());
        if (words.isEmpty()) {
            throw new SpeechValidationException("nobody speaks in the recording");
        }
        return new Captions(sha256(media), wave.seconds(), lines(wave, words, language, new Listener(looks)));
    }

    private static List<Caption> lines(Wave wave, List<Segment> words, String language, Listener listener) {
        List<Caption> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Duration from = time(words.get(0).from());
        Duration to = from;
        for (Segment word : words) {
            if (time(word.from()).minus(to).compareTo(NEW_LINE) >= 0 && text.length() > 0) {
                lines.add(new Caption(from, to, text.toString()));
                text.setLength(0);
                from = time(word.from());
            }
            text.append(text.length() == 0 ? "" : " ")
                    .append(Vocabulary.word(language, listener.word(wave.samples(), word)));
            to = time(word.to());
        }
        lines.add(new Caption(from, to, text.toString()));
        return lines;
    }

    private static Duration time(int sample) {
        return Duration.ofMillis(sample * 1000L / Wave.RATE);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
