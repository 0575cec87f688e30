package io.obs.examples.captions.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Queries of every kind that dashboards and rules have. */
class SelectorsTest {

    @Test
    void selectors_areFound_andNothingElse() {
        assertThat(Selectors.of("""
                        (histogram_quantile(0.95, sum by (le, "x") (rate(a_bucket{le!="}",b=~"(c)\\"d"}[5m:1s] offset 10m))) >= 0)
                        or label_replace(max without (e) (f:g:h{}), "service", "$1", "exported_service", "(.+)")
                        and on (i) group_left (j) (topk(1, k) > bool 1e3) unless absent(l{m="n"}) == 0x1f
                        """))
                .containsExactly("a_bucket{le!=\"}\",b=~\"(c)\\\"d\"}", "f:g:h{}", "k", "l{m=\"n\"}");
        assertThat(Selectors.of("sum(up) by (job) / count (up{job=\"a\"})")).containsExactly("up", "up{job=\"a\"}");
    }
}
