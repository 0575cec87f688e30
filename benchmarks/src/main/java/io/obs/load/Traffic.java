package io.obs.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A closed loop of a few keep-alive connections on loopback, bounded in time. */
final class Traffic {

    /**
     * What one phase showed.
     *
     * @param perSecond answered requests a second
     * @param p99Millis the 99th percentile of their durations
     */
    record Phase(long requests, double perSecond, double p99Millis) {}

    private static final int CONNECTIONS = 4;

    private Traffic() {}

    static Phase run(int port, int seconds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> connection(port, end)));
            }
            List<long[]> durations = new ArrayList<>();
            for (Future<long[]> one : running) {
                durations.add(one.get());
            }
            double took = (System.nanoTime() - start) / 1e9;
            long[] all =
                    durations.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Phase(all.length, all.length / took, all[(int) (all.length * 0.99)] / 1e6);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] connection(int port, long end) throws IOException {
        byte[] request = "GET /digests/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        long[] durations = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long now = System.nanoTime();
            while (now - end < 0) {
                out.write(request);
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                in.skipNBytes(length);
                long answered = System.nanoTime();
                if (count == durations.length) {
                    durations = Arrays.copyOf(durations, count * 2);
                }
                durations[count++] = answered - now;
                now = answered;
            }
        }
        return Arrays.copyOf(durations, count);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the service closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
