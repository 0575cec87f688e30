package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineBufferTest {

    private final LineBuffer buffer = new LineBuffer();

    private String text() {
        return new String(buffer.array(), 0, buffer.length(), StandardCharsets.UTF_8);
    }

    @Test
    void id_ofPlainCharactersIsCopied() {
        assertThat(buffer.id("4bf92f3577b34da6a3ce929d0e0e4736")).isTrue();
        assertThat(buffer.id("00f067aa0ba902b7")).isTrue();
        assertThat(text()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e473600f067aa0ba902b7");
    }

    @Test
    void id_withAnyOtherCharacterIsNot() {
        for (char c : new char[] {'"', '\\', '\n', 0, 0x1F, 0x7F, 0x80, 0x85, 0xFF}) {
            for (int i = 0; i < 16; i++) {
                assertThat(buffer.id("0123456789abcdef".substring(0, i) + c + "0123456789abcdef".substring(i + 1)))
                        .isFalse();
            }
        }
        assertThat(buffer.id("0123456789abcde")).isFalse();
        assertThat(buffer.length()).isZero();
    }

    @Test
    void numbers_areWrittenInFull() {
        for (long number : new long[] {
            0, 9, 10, -1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
        }) {
            buffer.reset();
            buffer.number(number);
            assertThat(text()).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void reset_givesBackWhatALongLineNeeded() {
        buffer.put(new byte[1_000_000]);
        buffer.reset();
        assertThat(buffer.array().length).isLessThan(10_000);
    }

    @Test
    void pool_neverHandsOutOneBufferTwice() {
        LineBuffers pool = new LineBuffers();
        Set<Integer> out = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(out.add(System.identityHashCode(pool.acquire()))).isTrue();
        }
        LineBuffer first = pool.acquire();
        pool.release(first);
        assertThat(pool.acquire()).isSameAs(first);
    }
}
