package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "0a00, 0", // an empty partial_success
        "0a020803, 3", // 3 rejected
        "0a03088001, 128", // two bytes of varint
        "0a0508031201 41, 3", // and a message
        "12020803, 0", // a field that is not known
        "0a0b08ffffffffffffffffff01, 0", // minus one
        "0a020803 1501020304, 3", // then a fixed32
        "0a020803 190102030405060708, 3", // then a fixed64
    })
    void protobuf_isRead(String hex, long rejected) {
        assertThat(OtlpAnswer.rejectedSpans(bytes(hex))).isEqualTo(rejected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0a", "0a05", "0a0508", "0a0208", "00", "ff", "0b", "080a0a", "0a0c08ffffffffffffffffffff01"})
    void malformed_isUnreadable(String hex) {
        assertThat(OtlpAnswer.rejectedSpans(bytes(hex))).isEqualTo(OtlpAnswer.UNREADABLE);
    }

    @Test
    void json_isUnderstoodHtmlIsNot() {
        assertThat(OtlpAnswer.rejectedSpans(text("{}"))).isZero();
        assertThat(OtlpAnswer.rejectedSpans(text("{\"partialSuccess\": {\"rejectedSpans\": \"7\"}}\n")))
                .isEqualTo(7);
        assertThat(OtlpAnswer.rejectedSpans(text("<html>It works!</html>"))).isEqualTo(OtlpAnswer.UNREADABLE);
        assertThat(OtlpAnswer.rejectedSpans(text("OK"))).isEqualTo(OtlpAnswer.UNREADABLE);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
