package io.obs.ops.promql;

/**
 * A condition on a label.
 *
 * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value what stands between the quotes, unescaped
 */
public record Matcher(String label, String operator, String value) {

    /** The condition that holds where this one does not. */
    public Matcher inverted() {
        String other = switch (operator) {
            case "=" -> "!=";
            case "!=" -> "=";
            case "=~" -> "!~";
            default -> "=~";
        };
        return new Matcher(label, other, value);
    }
}
