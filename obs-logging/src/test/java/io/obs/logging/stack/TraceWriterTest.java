package io.obs.logging.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import io.obs.mask.Masker;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"StringSplitter", "StringConcatToTextBlock"}) // frames of three parts; traces line by line
class TraceWriterTest {

    private static Exception thrown(String message, Throwable cause, String... frames) {
        Exception thrown = new IllegalStateException(message, cause);
        StackTraceElement[] trace = new StackTraceElement[frames.length];
        for (int i = 0; i < trace.length; i++) {
            String[] parts = frames[i].split("[.:](?=[^.:]*:|[^.:]*$)");
            trace[i] =
                    new StackTraceElement(parts[0], parts[1], simple(parts[0]) + ".java", Integer.parseInt(parts[2]));
        }
        thrown.setStackTrace(trace);
        return thrown;
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String trace(Throwable thrown, StackTraceFormat format) {
        StringBuilder live = new StringBuilder();
        StackTraces.append(live, thrown, format, Masker.standard());
        StringBuilder recorded = new StringBuilder();
        StackTraces.append(recorded, new ThrowableProxy(thrown), format, Masker.standard());
        assertThat(recorded).hasToString(live.toString());
        return live.toString();
    }

    private static String trace(Throwable thrown) {
        return trace(thrown, StackTraceFormat.standard());
    }

    @Test
    void trace_beginsWithTheRootCause() {
        Exception root =
                thrown("reset", null, "com.acme.Store.load:42", "com.acme.Shop.order:17", "com.acme.Main.main:3");
        Exception outer = thrown("order 7", root, "com.acme.Shop.order:19", "com.acme.Main.main:3");
        assertThat(trace(outer).substring(10))
                .isEqualTo("java.lang.IllegalStateException: reset\n"
                        + "\tat com.acme.Store.load(Store.java:42)\n"
                        + "\tat com.acme.Shop.order(Shop.java:17)\n"
                        + "\tat com.acme.Main.main(Main.java:3)\n"
                        + "Wrapped by: java.lang.IllegalStateException: order 7\n"
                        + "\tat com.acme.Shop.order(Shop.java:19)\n"
                        + "\t... 1 frames in common");
    }

    @Test
    void hash_isOfTheWayNotOfLinesAndMessages() {
        String one = trace(thrown("id 1", null, "com.acme.Store.load:42", "com.acme.Main.main:3"));
        String same = trace(thrown("id 2", null, "com.acme.Store.load:43", "com.acme.Main.main:9"));
        String other = trace(thrown("id 1", null, "com.acme.Store.save:42", "com.acme.Main.main:3"));
        assertThat(one).matches("(?s)#[0-9a-f]{8} java.*");
        assertThat(same.substring(0, 9)).isEqualTo(one.substring(0, 9));
        assertThat(other.substring(0, 9)).isNotEqualTo(one.substring(0, 9));
    }

    @Test
    void hash_ignoresReflectionAndGeneratedNames() {
        String one = trace(thrown("", null, "com.acme.A$$Lambda$14/0x77.run:1", "jdk.internal.reflect.M12.invoke:1"));
        String same = trace(thrown("", null, "com.acme.A$$Lambda$99/0x12.run:1", "java.lang.reflect.Method.invoke:5"));
        assertThat(same.substring(0, 9)).isEqualTo(one.substring(0, 9));
    }

    @Test
    void noise_isLeftOutAndCounted() {
        assertThat(trace(thrown(
                        "x",
                        null,
                        "com.acme.A.a:1",
                        "java.lang.reflect.Method.invoke:5",
                        "jdk.proxy2.$Proxy7.a:1",
                        "com.acme.B.b:2")))
                .endsWith("\tat com.acme.A.a(A.java:1)\n\tat com.acme.B.b(B.java:2)\n\t... 2 frames excluded");
    }

    @Test
    void frames_beyondTheLimitAreCounted() {
        StackTraceFormat two = new StackTraceFormat(2, 10, 0, List.of());
        assertThat(trace(thrown("x", null, "a.A.a:1", "a.A.b:2", "a.A.c:3", "a.A.d:4"), two))
                .endsWith("\tat a.A.b(A.java:2)\n\t... 2 more frames");
    }

    @Test
    void classNames_areShortenedWhenAsked() {
        StackTraceFormat shortened = new StackTraceFormat(50, 10, 20, List.of());
        assertThat(trace(thrown("x", null, "com.acme.platform.shop.Orders.place:1"), shortened))
                .endsWith("at c.a.p.shop.Orders.place(Orders.java:1)");
    }

    @Test
    void suppressed_standBelowTheirOwner() {
        Exception owner = thrown("owner", null, "a.A.a:1");
        owner.addSuppressed(thrown("closing", thrown("inner", null, "a.C.c:3"), "a.B.b:2"));
        assertThat(trace(owner).substring(10))
                .isEqualTo("java.lang.IllegalStateException: owner\n\tat a.A.a(A.java:1)\n"
                        + "\tSuppressed: java.lang.IllegalStateException: inner\n\t\tat a.C.c(C.java:3)\n"
                        + "\tWrapped by: java.lang.IllegalStateException: closing\n\t\tat a.B.b(B.java:2)");
    }

    @Test
    void circularCauses_end() {
        Exception first = new RuntimeException("first");
        Exception second = thrown("second", first, "a.B.b:2");
        first.initCause(second);
        second.addSuppressed(first);
        for (Thrown thrown : List.of(Thrown.of(second), Thrown.of(new ThrowableProxy(second)))) {
            StringBuilder text = new StringBuilder();
            StackTraces.append(text, thrown, new TraceWriter(StackTraceFormat.standard()), Masker.standard(), 100_000);
            assertThat(text.toString()).contains("first", "second", "caused by the first again");
        }
    }

    @Test
    void deepChains_areBounded() {
        Exception thrown = thrown("root", null, "a.A.a:1");
        for (int i = 0; i < 5_000; i++) {
            thrown = thrown("wrap " + i, thrown, "a.A.a:1");
        }
        StringBuilder text = new StringBuilder();
        StackTraces.append(text, thrown, StackTraceFormat.standard(), Masker.standard());
        assertThat(text.toString()).contains("further causes").hasSizeLessThan(4_000);
    }

    @Test
    void messages_areMasked() {
        assertThat(trace(thrown("login with password=hunter2 failed", null, "a.A.a:1")))
                .doesNotContain("hunter2");
    }
}
