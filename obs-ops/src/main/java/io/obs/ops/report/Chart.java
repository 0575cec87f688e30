package io.obs.ops.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * A small column chart of a month's days as inline SVG: no script, no font, no file beside it.
 *
 * @param title what it shows
 * @param format of the largest value, at the axis
 * @param days a value for each; a day without one is a gap, drawn as a dot on the axis
 */
record Chart(String title, DoubleFunction<String> format, List<Day> days) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 110;
    private static final int LEFT = 70;
    private static final int BOTTOM = 18;
    private static final int TOP = 8;

    /** A column, and what it says when it is pointed at. */
    record Day(int number, OptionalDouble value, String tip) {}

    String svg() {
        double most = days.stream()
                .flatMapToDouble(day -> day.value().stream())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>").append(title).append("</figcaption>\n<svg viewBox=\"0 0 ");
        svg.append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(title)
                .append("\">\n");
        int floor = HEIGHT - BOTTOM;
        line(svg, floor, "axis");
        if (most > 0) {
            line(svg, TOP, "grid");
            text(svg, LEFT - 6, TOP + 4, "end", format.apply(most));
        }
        text(svg, LEFT - 6, floor + 4, "end", "0");
        double slot = (WIDTH - LEFT) / (double) days.size();
        for (int i = 0; i < days.size(); i++) {
            add(svg, days.get(i), LEFT + i * slot, slot, most);
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private void add(StringBuilder svg, Day day, double x, double slot, double most) {
        int floor = HEIGHT - BOTTOM;
        svg.append("<g><title>").append(day.tip()).append("</title>");
        if (day.value().isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT, "<circle class=\"gap\" cx=\"%.1f\" cy=\"%d\" r=\"1.5\"/>", x + slot / 2, floor - 4));
        } else {
            double value = day.value().getAsDouble();
            double share = Double.isInfinite(value) ? 1 : most > 0 ? value / most : 0;
            double height = share > 0 ? Math.max(1.5, share * (floor - TOP)) : 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    x + slot * 0.15,
                    floor - height,
                    slot * 0.7,
                    height));
        }
        svg.append("</g>\n");
        if (day.number() == 1 || day.number() % 5 == 0) {
            text(svg, x + slot / 2, HEIGHT - 4, "middle", Integer.toString(day.number()));
        }
    }

    private static void line(StringBuilder svg, int y, String kind) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
                kind,
                LEFT,
                WIDTH,
                y,
                y));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
