package io.obs.collector;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * One client's HTTP/2 connection with prior knowledge, as far as unary gRPC needs it (RFC 9113): request headers are
 * skipped, answers are short enough for the initial window.
 */
final class GrpcConnection {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;

    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;

    private static final int WINDOW = 64 * 1024 * 1024;
    private static final int MAX_FRAME = 16_384;

    /** {@code :status: 200} from the static table, then {@code content-type} (31) as a literal. */
    private static final byte[] RESPONSE_HEADERS = headers(new byte[] {(byte) 0x88, 0x0f, 0x10}, "application/grpc");

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Function<byte[], Reply> received;
    private final Map<Integer, ByteArrayOutputStream> requests = new HashMap<>();

    GrpcConnection(Socket socket, Function<byte[], Reply> received) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), MAX_FRAME));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), MAX_FRAME));
        this.received = received;
    }

    void run() throws IOException {
        in.skipNBytes(PREFACE.length);
        frame(SETTINGS, 0, 0, setting(4, WINDOW));
        frame(WINDOW_UPDATE, 0, 0, number(WINDOW));
        out.flush();
        try {
            while (read()) {
                out.flush();
            }
        } catch (EOFException hungUp) {
            requests.clear();
        }
    }

    private boolean read() throws IOException {
        int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7fffffff;
        byte[] payload = in.readNBytes(length);
        switch (type) {
            case DATA -> data(stream, flags, payload);
            case HEADERS -> requests.put(stream, new ByteArrayOutputStream());
            case RST_STREAM -> requests.remove(stream);
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(PING, ACK, 0, payload);
                }
            }
            case GOAWAY -> {
                return false;
            }
            default -> {} // priorities, window updates, continued headers
        }
        return !socket.isClosed();
    }

    private void data(int stream, int flags, byte[] payload) throws IOException {
        if (payload.length > 0) {
            frame(WINDOW_UPDATE, 0, 0, number(payload.length));
        }
        ByteArrayOutputStream request = requests.get(stream);
        if (request == null) {
            return;
        }
        boolean padded = (flags & PADDED) != 0;
        int from = padded ? 1 : 0;
        request.write(payload, from, payload.length - from - (padded ? payload[0] & 0xff : 0));
        if ((flags & END_STREAM) != 0) {
            requests.remove(stream);
            answer(stream, received.apply(message(request.toByteArray())));
        }
    }

    private static byte[] message(byte[] framed) throws IOException {
        InputStream body = new ByteArrayInputStream(framed, 5, framed.length - 5);
        try (InputStream plain = framed[0] == 1 ? new GZIPInputStream(body) : body) {
            return plain.readAllBytes();
        }
    }

    private void answer(int stream, Reply reply) throws IOException {
        switch (reply.kind()) {
            case HANG -> {} // the stream stays open
            case RESET -> socket.close();
            case HUGE -> flood(stream);
            default -> {
                frame(HEADERS, END_HEADERS, stream, RESPONSE_HEADERS);
                if (reply.grpcStatus() == 0) {
                    frame(DATA, 0, stream, framed(reply.body()));
                }
                frame(HEADERS, END_HEADERS | END_STREAM, stream, trailers(reply));
            }
        }
    }

    /** Announces a message that doesn't fit, and sends of it what the client's window takes at once. */
    private void flood(int stream) throws IOException {
        frame(HEADERS, END_HEADERS, stream, RESPONSE_HEADERS);
        byte[] piece = new byte[MAX_FRAME];
        System.arraycopy(number((int) Reply.HUGE_BYTES), 0, piece, 1, 4);
        for (int sent = 0; sent + piece.length <= 65_535; sent += piece.length) {
            frame(DATA, 0, stream, piece);
        }
    }

    private static byte[] framed(byte[] message) {
        byte[] framed = new byte[5 + message.length];
        System.arraycopy(number(message.length), 0, framed, 1, 4);
        System.arraycopy(message, 0, framed, 5, message.length);
        return framed;
    }

    private static byte[] trailers(Reply reply) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(literal("grpc-status", Integer.toString(reply.grpcStatus())));
        reply.headers().forEach((name, value) -> block.writeBytes(literal(name.toLowerCase(Locale.ROOT), value)));
        return block.toByteArray();
    }

    /** A header field without indexing and Huffman coding (RFC 7541 6.2.2); texts of up to 126 characters. */
    private static byte[] literal(String name, String value) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(0);
        field.write(name.length());
        field.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        field.write(value.length());
        field.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        return field.toByteArray();
    }

    private static byte[] headers(byte[] start, String value) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(start);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        return block.toByteArray();
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    private static byte[] setting(int key, int value) {
        byte[] number = number(value);
        return new byte[] {0, (byte) key, number[0], number[1], number[2], number[3]};
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
