package io.obs.ops.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketSumTest {

    @Test
    void quantile_isInterpolatedAsPrometheusDoes() {
        BucketSum sum = new BucketSum();
        add(sum, "a", "0.1", 50, "0.5", 90, "+Inf", 100);
        add(sum, "b", "0.1", 0, "0.5", 100, "+Inf", 100);
        assertThat(sum.count()).isEqualTo(200);
        assertThat(sum.quantile(0.25)).hasValue(0.1);
        assertThat(sum.quantile(0.95)).hasValue(0.1 + 0.4 * 140 / 140);
        assertThat(sum.quantile(0.99)).hasValue(Double.POSITIVE_INFINITY);
        assertThat(sum.largestBound()).isEqualTo(0.5);
    }

    /** A bound that one of them lacks would make the sum fall from one bucket to the next. */
    @Test
    void histogram_withFurtherBounds_isAddedByTheCommonOnes() {
        BucketSum sum = new BucketSum();
        add(sum, "old", "0.1", 10, "0.5", 100, "+Inf", 100);
        add(sum, "new", "0.1", 10, "0.3", 20, "0.5", 100, "+Inf", 100);
        assertThat(sum.quantile(0.5)).hasValue(0.1 + 0.4 * 80 / 180);
    }

    @Test
    void histogram_withoutObservations_hasNoQuantile() {
        BucketSum sum = new BucketSum();
        assertThat(sum.quantile(0.5)).isEmpty();
        add(sum, "a", "0.1", 0, "+Inf", 0);
        assertThat(sum.quantile(0.5)).isEmpty();
        assertThat(sum.count()).isZero();
    }

    private static void add(BucketSum sum, String endpoint, Object... buckets) {
        for (int i = 0; i < buckets.length; i += 2) {
            sum.add(
                    Map.of("endpoint", endpoint, "le", buckets[i].toString()),
                    ((Integer) buckets[i + 1]).doubleValue());
        }
    }
}
