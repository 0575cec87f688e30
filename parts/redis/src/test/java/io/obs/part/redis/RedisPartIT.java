package io.obs.part.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisPartIT {

    private static String ping(RedisPart redis) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void server_answers() throws IOException {
        try (RedisPart redis = RedisPart.start()) {
            assertThat(ping(redis)).isEqualTo("+PONG");
            assertThat(redis.uri()).isEqualTo("redis://" + redis.host() + ":" + redis.port());
        }
    }

    @Test
    void port_canBeTakenAgainOnceTheServerIsStopped() throws IOException {
        RedisPart first = RedisPart.embedded(0);
        assertThat(first.isEmbedded()).isTrue();
        first.close();
        first.close();
        assertThatThrownBy(() -> ping(first)).isInstanceOf(ConnectException.class);
        try (RedisPart second = RedisPart.embedded(first.port())) {
            assertThat(ping(second)).isEqualTo("+PONG");
        }
    }

    @Test
    void busyPort_isSaid() {
        try (RedisPart first = RedisPart.embedded(0)) {
            assertThatThrownBy(() -> RedisPart.embedded(first.port()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + first.port());
        }
    }
}
