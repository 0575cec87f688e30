package io.obs.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.catalog.Catalog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CacheActionTest {

    @Test
    void actions_areTheValuesOfTheCatalogue() {
        assertThat(Catalog.CACHE_OPERATION_DURATION.openLabels())
                .singleElement()
                .satisfies(label -> assertThat(label.values())
                        .isEqualTo(Arrays.stream(CacheAction.values())
                                .map(CacheAction::label)
                                .toList()));
    }
}
