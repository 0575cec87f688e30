package io.obs.examples.captions.media;

import java.util.List;
import java.util.Map;

/**
 * The words that the example's speakers know. Each is spoken as a tone of its own, so that hearing them is honest work
 * with an answer that can be checked.
 */
final class Vocabulary {

    private static final Map<String, List<String>> WORDS = Map.of(
            "en",
            List.of(
                    "welcome", "today", "we", "measure", "every", "request", "and", "find", "the", "slow", "service",
                    "before", "users", "notice", "it", "again"),
            "de",
            List.of(
                    "willkommen",
                    "heute",
                    "wir",
                    "messen",
                    "jede",
                    "Anfrage",
                    "und",
                    "finden",
                    "den",
                    "langsamen",
                    "Dienst",
                    "bevor",
                    "Nutzer",
                    "merken",
                    "es",
                    "wieder"),
            "pt",
            List.of(
                    "bem-vindos",
                    "hoje",
                    "nós",
                    "medimos",
                    "cada",
                    "pedido",
                    "e",
                    "achamos",
                    "o",
                    "lento",
                    "serviço",
                    "antes",
                    "usuários",
                    "percebem",
                    "isso",
                    "novamente"));

    static final int SIZE = 16;

    private static final double LOWEST_HERTZ = 400;
    private static final double STEP_HERTZ = 125;

    private Vocabulary() {}

    /** The tone of the word with that number. */
    static double hertz(int word) {
        return LOWEST_HERTZ + word * STEP_HERTZ;
    }

    /** The word with that number. */
    static String word(String language, int word) {
        List<String> words = WORDS.get(language);
        if (words == null) {
            throw new IllegalArgumentException("no vocabulary for language " + language);
        }
        return words.get(word);
    }
}
