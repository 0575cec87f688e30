package io.obs.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

    @Test
    void ids_areReqAnd24HexDigits_allDifferent() {
        Set<String> ids = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> RequestIds.next())
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(100_000).allMatch(id -> id.matches("req-[0-9a-f]{24}"));
    }

    @Test
    void ids_differInEachOfTheirBits() {
        long[] ones = new long[96];
        int rounds = 4_000;
        for (int i = 0; i < rounds; i++) {
            String id = RequestIds.next();
            for (int bit = 0; bit < 96; bit++) {
                int digit = Character.digit(id.charAt(4 + bit / 4), 16);
                ones[bit] += digit >> (bit % 4) & 1;
            }
        }

        assertThat(Arrays.stream(ones))
                .allMatch(count -> count > rounds * 0.4 && count < rounds * 0.6); // 12 deviations off
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "req-1", "A.b_c-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void id_ofAllowedCharacters_isAdopted(String offered) {
        assertThat(RequestIds.adoptable(offered)).isEqualTo(offered);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a b",
                "a\nb",
                "a\"b",
                "<script>",
                "\u00e9",
                "a/b",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void id_ofOtherCharactersOrTooLong_isNot(String offered) {
        assertThat(RequestIds.adoptable(offered)).isNull();
    }
}
