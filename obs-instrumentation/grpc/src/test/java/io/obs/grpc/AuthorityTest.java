package io.obs.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:50051, localhost, 50051",
        "jobs.example, jobs.example, -1",
        "[::1]:443, ::1, 443",
        "[2001:db8::1], 2001:db8::1, -1",
        "host:0, host, -1",
        "host:65536, host, -1",
        "host:999999999999, host, -1",
        "host:12x, host, -1",
        "host:, host, -1",
        ":80, '', 80",
        "'', , -1",
        ", , -1",
    })
    void authority_isHostAndPort(String authority, String host, int port) {
        assertThat(Authority.host(authority)).isEqualTo(host);
        assertThat(Authority.port(authority)).isEqualTo(port);
    }
}
