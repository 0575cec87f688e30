package io.obs.examples.captions.platform;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series that a query reads, as selectors: {@code up{job="x"}} of {@code sum by (job) (rate(up{job="x"}[5m]))}. */
final class Selectors {

    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern TOKEN = Pattern.compile(TEXT
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)" // lists of labels
            + "|\\[[^]]*]|\\boffset\\s+\\w+|\\b(?:and|or|unless|bool)\\b|\\b\\d[\\w.]*"
            + "|[a-zA-Z_:][\\w:]*(?=\\s*\\()" // functions and aggregations before their arguments
            + "|\\b(?:sum|max|min|avg|count|group|topk|bottomk)(?=\\s+(?:by|without)\\b)"
            + "|(?<selector>[a-zA-Z_:][\\w:]*(?:\\{(?:[^\"}]|" + TEXT + ")*})?)");

    private Selectors() {}

    static Set<String> of(String promQl) {
        Set<String> found = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(promQl);
        while (token.find()) {
            if (token.group("selector") != null) {
                found.add(token.group("selector"));
            }
        }
        return found;
    }
}
