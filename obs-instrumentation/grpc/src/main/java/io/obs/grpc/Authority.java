package io.obs.grpc;

import org.jspecify.annotations.Nullable;

/** Host and port of an authority, {@code localhost:50051}, which may come from anybody. */
final class Authority {

    private static final int MAX_PORT = 65_535;

    private Authority() {}

    /** The host, of an IPv6 address without its brackets; null where there is none. */
    static @Nullable String host(@Nullable String authority) {
        if (authority == null || authority.isEmpty()) {
            return null;
        }
        int colon = portColon(authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    /** The port; -1 where there is none, or no valid one. */
    static int port(@Nullable String authority) {
        int colon = authority == null ? -1 : portColon(authority);
        if (authority == null || colon < 0 || authority.length() - colon > 6) {
            return -1;
        }
        int port = 0;
        for (int i = colon + 1; i < authority.length(); i++) {
            char digit = authority.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            port = port * 10 + (digit - '0');
        }
        return port > 0 && port <= MAX_PORT ? port : -1;
    }

    /** Where the port begins; an IPv6 address has colons of its own, in brackets. */
    private static int portColon(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : -1;
    }
}
