package io.obs.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP path on loopback from a client to a real server that a test can cut, stop and heal: what a client sees when the
 * server is killed, hangs and comes back, without touching the server.
 *
 * <p>Thread-safe. Close it after the test; that cuts everything.
 *
 * <pre>{@code
 * try (FaultyPath path = FaultyPath.to("127.0.0.1", 6379)) {
 *     client.connect("127.0.0.1", path.port());
 *     path.cut();   // connections are reset, new ones are refused
 *     path.heal();
 *     path.hang();  // connections stay open, and no byte passes
 * }
 * }</pre>
 */
public final class FaultyPath implements AutoCloseable {

    private enum State {
        WHOLE,
        CUT,
        HANGING
    }

    private final InetSocketAddress server;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.CUT;
    private boolean closed;
    private ServerSocket door;
    private Thread acceptor;

    private FaultyPath(InetSocketAddress server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        state = State.WHOLE;
        acceptor = accept(door);
    }

    /** A whole path to that server; it need not be there yet. */
    public static FaultyPath to(String host, int port) {
        try {
            return new FaultyPath(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on 127.0.0.1 that leads to the server. */
    public int port() {
        return port;
    }

    /** Resets all connections and refuses new ones, as if the server were killed. */
    public void cut() {
        become(State.CUT);
        closeQuietly(door);
        awaitEnd(acceptor);
        sockets.forEach(FaultyPath::reset);
    }

    /** Lets connections stay and come, but no byte through, in either direction. */
    public void hang() {
        become(State.HANGING);
    }

    /** Everything passes again; what hung goes on. */
    public void heal() {
        lock.lock();
        try {
            if (state == State.CUT && !closed) {
                door = new ServerSocket();
                door.setReuseAddress(true);
                door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                acceptor = accept(door);
            }
            state = State.WHOLE;
            changed.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        cut();
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The kernel goes on listening at a closed socket while a thread is still inside accept: cut has to see it out. */
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread accept(ServerSocket at) {
        return daemon("accept", () -> {
            try {
                while (true) {
                    connect(at.accept());
                }
            } catch (IOException e) {
                closeQuietly(at); // cut
            }
        });
    }

    private void connect(Socket client) {
        sockets.add(client);
        daemon("connect", () -> {
            Socket upstream = new Socket();
            sockets.add(upstream);
            try {
                upstream.connect(server);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                daemon("answers", () -> pump(upstream, client));
                pump(client, upstream);
            } catch (IOException e) {
                end(client, upstream); // the server isn't there: the client sees that
            }
        });
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, n);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) { // both directions came to their end
                end(from, to);
            }
        } catch (IOException e) {
            end(from, to); // the other direction ends with this one
        }
    }

    private void awaitPassage() throws IOException {
        lock.lock();
        try {
            while (state == State.HANGING) {
                changed.awaitUninterruptibly();
            }
            if (state == State.CUT) {
                throw new IOException("cut");
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Socket one, Socket other) {
        reset(one);
        reset(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            closeQuietly(socket); // closed already
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable it) {
        try {
            it.close();
        } catch (Exception e) {
            throw new IllegalStateException("can't close " + it, e);
        }
    }

    private static Thread daemon(String does, Runnable task) {
        Thread thread = new Thread(task, "faulty-path-" + does);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
