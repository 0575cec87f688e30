package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrapeBufferTest {

    @Test
    void number_ofAnyDouble_readsAsJavaWritesIt() {
        List<Double> edges = List.of(
                0.0,
                -0.0,
                1.0,
                10.0,
                9_999_999.0,
                1e7,
                1.0000001E7,
                1.2E7,
                123456789012345.0,
                999999999999999.0,
                1e15,
                1e16,
                9007199254740992.0,
                1e22,
                0.1,
                1e-3,
                1e-4,
                -1.0,
                -1e9,
                Double.NaN,
                Double.MIN_VALUE,
                Double.MAX_VALUE);
        edges.forEach(ScrapeBufferTest::same);
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            long whole = random.nextLong() >>> random.nextInt(14, 63);
            same((double) whole);
            same((double) whole * Math.pow(10, random.nextInt(6)));
            same(Double.longBitsToDouble(random.nextLong()));
        }
    }

    @Test
    void number_ofInfinity_readsAsPrometheusWritesIt() {
        assertThat(written(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(written(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    }

    @Test
    void number_ofLong_readsAsJavaWritesIt() {
        for (long value : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            ScrapeBuffer buffer = new ScrapeBuffer(1);
            buffer.number(value);
            assertThat(text(buffer)).isEqualTo(Long.toString(value));
        }
    }

    private static void same(double value) {
        if (!Double.isInfinite(value) && !written(value).equals(Double.toString(value))) {
            assertThat(written(value)).isEqualTo(Double.toString(value));
        }
    }

    private static String written(double value) {
        ScrapeBuffer buffer = new ScrapeBuffer(1);
        buffer.number(value);
        return text(buffer);
    }

    private static String text(ScrapeBuffer buffer) {
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }
}
