package io.obs.http;

import java.util.Set;

/** The methods and statuses that may become label values. */
final class HttpMethods {

    /** What an unknown method is called (OpenTelemetry semantic conventions for HTTP, http.request.method). */
    static final String OTHER = "_OTHER";

    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    private static final String[] STATUS = new String[600];

    static {
        for (int code = 100; code < STATUS.length; code++) {
            STATUS[code] = String.valueOf(code);
        }
    }

    private HttpMethods() {}

    static String known(String method) {
        return KNOWN.contains(method) ? method : OTHER;
    }

    /** True for what may stand in a status line: 100 to 599. */
    static boolean isStatus(int code) {
        return code >= 100 && code < STATUS.length;
    }

    /** @param code 100 to 599 */
    static String statusText(int code) {
        return STATUS[code];
    }
}
