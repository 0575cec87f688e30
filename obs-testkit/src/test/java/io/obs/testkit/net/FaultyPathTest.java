package io.obs.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyPathTest {

    private ServerSocket server;
    private FaultyPath path;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        path = FaultyPath.to("127.0.0.1", server.getLocalPort());
        Thread echo = new Thread(this::echo, "echo");
        echo.setDaemon(true);
        echo.start();
    }

    @AfterEach
    void close() throws IOException {
        path.close();
        server.close();
    }

    @Test
    void wholePath_passesBothWays() throws IOException {
        try (Socket client = client()) {
            assertThat(answer(client, 42)).isEqualTo(42);
        }
    }

    @Test
    void cutPath_resetsAndRefuses_untilHealed() throws IOException {
        try (Socket client = client()) {
            answer(client, 1);
            path.cut();
            assertThatThrownBy(() -> {
                        answer(client, 2);
                        answer(client, 3);
                    })
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(this::client).isInstanceOf(IOException.class);
        }
        path.heal();
        try (Socket client = client()) {
            assertThat(answer(client, 4)).isEqualTo(4);
        }
    }

    @Test
    void hangingPath_holdsBytesBack_untilHealed() throws IOException {
        try (Socket client = client()) {
            answer(client, 1);
            path.hang();
            client.setSoTimeout(100);
            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketTimeoutException.class);
            path.heal();
            client.setSoTimeout(20_000);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), path.port());
        client.setSoTimeout(20_000);
        return client;
    }

    /** What comes back for a byte; the end of the stream is an error. */
    private static int answer(Socket client, int sent) throws IOException {
        client.getOutputStream().write(sent);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("the end");
        }
        return answer;
    }

    private void echo() {
        try {
            while (true) {
                Socket one = server.accept();
                Thread thread = new Thread(
                        () -> {
                            try (one) {
                                one.getInputStream().transferTo(one.getOutputStream());
                            } catch (IOException e) {
                                assertThat(e).isNotNull(); // the path was cut
                            }
                        },
                        "echo-one");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }
}
