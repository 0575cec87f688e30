package io.obs.collector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** OTLP over gRPC without TLS. The one method served is the traces' Export, so nobody has to read a path. */
final class GrpcSide implements AutoCloseable {

    private final Function<byte[], Reply> received;
    private final ServerSocket listening = new ServerSocket();
    private final ExecutorService workers = Executors.newCachedThreadPool(Daemons.named("otlp-grpc"));
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    GrpcSide(InetSocketAddress address, Function<byte[], Reply> received) throws IOException {
        this.received = received;
        listening.setReuseAddress(true);
        listening.bind(address);
        workers.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                workers.execute(() -> serve(socket));
            } catch (IOException | java.util.concurrent.RejectedExecutionException closing) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new GrpcConnection(socket, received).run();
        } catch (IOException gone) {
            // the peer went away, or close did
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        workers.shutdownNow();
    }
}
