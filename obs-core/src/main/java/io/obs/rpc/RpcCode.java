package io.obs.rpc;

/**
 * How a call ended: the canonical codes of gRPC, each with the HTTP status it counts as. Immutable.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google.rpc.Code</a>
 */
public enum RpcCode {
    OK(0, 200),
    CANCELLED(1, 499),
    UNKNOWN(2, 500),
    INVALID_ARGUMENT(3, 400),
    DEADLINE_EXCEEDED(4, 504),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    ABORTED(10, 409),
    OUT_OF_RANGE(11, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    DATA_LOSS(15, 500),
    UNAUTHENTICATED(16, 401);

    private static final RpcCode[] BY_NUMBER = new RpcCode[17];

    static {
        for (RpcCode code : values()) {
            BY_NUMBER[code.number] = code;
        }
    }

    private final int number;
    private final int httpStatus;

    RpcCode(int number, int httpStatus) {
        this.number = number;
        this.httpStatus = httpStatus;
    }

    /** The code of that number on the wire, 0 to 16; {@link #UNKNOWN} for any other. */
    public static RpcCode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
    }

    /** Its number on the wire. */
    public int number() {
        return number;
    }

    /** The status it counts as in the HTTP families. */
    public int httpStatus() {
        return httpStatus;
    }

    /** True for what is the server's failure: counted as 500 and above, an error of the server's span. */
    public boolean isServersFailure() {
        return httpStatus >= 500;
    }
}
