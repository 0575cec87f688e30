package io.obs.w3c;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.w3c.CallingService.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the W3C's trace-context test suite asks of a service, at its strictest level: headers go in over a socket, and what
 * the service's own calls carry is looked at.
 *
 * @see <a href="https://github.com/w3c/trace-context/tree/main/test">the suite</a>
 */
class TraceContextIT {

    private static final String TRACE = "12345678901234567890123456789012";
    private static final String PARENT = "00-" + TRACE + "-1234567890123456-01";
    private static final String STATE_OF = "traceparent: 00-" + TRACE + "-1234567890123456-00";

    private static CallingService service;

    @BeforeAll
    static void start() throws IOException {
        service = new CallingService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Stream<List<String>> continued() {
        return Stream.of(
                        "traceparent: " + PARENT,
                        "TraceParent: " + PARENT,
                        "TrAcEpArEnT: " + PARENT,
                        "TRACEPARENT: " + PARENT,
                        "traceparent: cc" + PARENT.substring(2),
                        "traceparent: cc" + PARENT.substring(2) + "-what-the-future-will-be-like",
                        "traceparent:  " + PARENT,
                        "traceparent: \t" + PARENT,
                        "traceparent: " + PARENT + " ",
                        "traceparent: " + PARENT + "\t",
                        "traceparent: \t " + PARENT + " \t")
                .map(List::of);
    }

    @ParameterizedTest
    @MethodSource
    void continued(List<String> headers) throws IOException {
        assertThat(single(headers).traceparents())
                .singleElement()
                .asString()
                .matches("00-" + TRACE + "-[0-9a-f]{16}-[0-9a-f]{2}")
                .doesNotContain("-1234567890123456-");
    }

    static Stream<List<String>> begunAnew() {
        Stream<List<String>> malformed = Stream.of(
                        PARENT + ".",
                        PARENT + "-what-the-future-will-be-like",
                        "cc" + PARENT.substring(2) + ".what-the-future-will-be-like",
                        "ff" + PARENT.substring(2),
                        ".0" + PARENT.substring(2),
                        "0." + PARENT.substring(2),
                        "0" + PARENT,
                        "00" + PARENT,
                        PARENT.substring(1),
                        "00-00000000000000000000000000000000-1234567890123456-01",
                        "00-.2345678901234567890123456789012-1234567890123456-01",
                        "00-1234567890123456789012345678901.-1234567890123456-01",
                        "00-" + TRACE + "3-1234567890123456-01",
                        "00-1234567890123456789012345678901-1234567890123456-01",
                        "00-" + TRACE + "-0000000000000000-01",
                        "00-" + TRACE + "-.234567890123456-01",
                        "00-" + TRACE + "-123456789012345.-01",
                        "00-" + TRACE + "-12345678901234567-01",
                        "00-" + TRACE + "-123456789012345-01",
                        "00-" + TRACE + "-1234567890123456-.0",
                        "00-" + TRACE + "-1234567890123456-0.",
                        "00-" + TRACE + "-1234567890123456-001",
                        "00-" + TRACE + "-1234567890123456-1")
                .map(value -> List.of("traceparent: " + value));
        return Stream.concat(
                malformed,
                Stream.of(
                        List.of(),
                        List.of("trace-parent: " + PARENT),
                        List.of("trace.parent: " + PARENT),
                        List.of("traceparent: " + PARENT.replace("9012-", "9011-"), "traceparent: " + PARENT),
                        List.of("tracestate: foo=1"),
                        List.of("tracestate: foo=1,bar=2")));
    }

    @ParameterizedTest
    @MethodSource
    void begunAnew(List<String> headers) throws IOException {
        Call call = single(headers);
        assertThat(call.traceparents())
                .singleElement()
                .asString()
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                .doesNotContain("-" + TRACE + "-", "-1234567890123456789012345678901", "-" + "0".repeat(32) + "-");
        assertThat(call.tracestate()).isEmpty();
    }

    /** All but the last are the members that shall be handed on. */
    static Stream<List<String>> stateHandedOn() {
        String key = "abcdefghijklmnopqrstuvwxyz0123456789_-*/";
        String value = characters(0x20, 0x2b) + characters(0x2d, 0x3c) + characters(0x3e, 0x7e);
        List<String> full = IntStream.rangeClosed(1, 32)
                .mapToObj(i -> "bar%02d=%02d".formatted(i, i))
                .toList();
        return Stream.of(
                List.of("foo=1,bar=2", "tracestate: foo=1,bar=2"),
                List.of("foo=1", "TraceState: foo=1"),
                List.of("foo=1", "TrAcEsTaTe: foo=1"),
                List.of("foo=1", "TRACESTATE: foo=1"),
                List.of("", "trace-state: foo=1"),
                List.of("", "trace.state: foo=1"),
                List.of("", "tracestate: "),
                List.of("foo=1", "tracestate: foo=1", "tracestate: "),
                List.of("foo=1", "tracestate: ", "tracestate: foo=1"),
                List.of(
                        "foo=1,bar=2,rojo=1,congo=2,baz=3",
                        "tracestate: foo=1,bar=2",
                        "tracestate: rojo=1,congo=2",
                        "tracestate: baz=3"),
                List.of(key + "=" + value, "tracestate: " + key + "=" + value),
                List.of(key + "@a-z0-9_-*/=" + value, "tracestate: " + key + "@a-z0-9_-*/=" + value),
                List.of("foo=1,bar=2,baz=3", "tracestate: foo=1 \t , \t bar=2, \t baz=3"),
                List.of("foo=1,bar=2,baz=3", "tracestate: foo=1\t \t,\t \tbar=2,\t \tbaz=3"),
                List.of("foo=1", "tracestate:  foo=1"),
                List.of("foo=1", "tracestate: \tfoo=1"),
                List.of("foo=1", "tracestate: foo=1 "),
                List.of("foo=1", "tracestate: foo=1\t"),
                List.of("foo=1", "tracestate: \t foo=1 \t"),
                List.of(
                        String.join(",", full),
                        "tracestate: " + String.join(",", full.subList(0, 10)),
                        "tracestate: " + String.join(",", full.subList(10, 30)),
                        "tracestate: " + String.join(",", full.subList(30, 32))),
                List.of("", "tracestate: " + String.join(",", full) + ",bar33=33"),
                List.of("", "tracestate: foo=1,foo=1"),
                List.of("", "tracestate: foo=1,foo=2"),
                List.of("", "tracestate: foo=1", "tracestate: foo=1"),
                List.of("", "tracestate: foo=1", "tracestate: foo=2"),
                List.of("", "tracestate: foo =1"),
                List.of("", "tracestate: FOO=1"),
                List.of("", "tracestate: foo.bar=1"),
                List.of("", "tracestate: foo@=1,bar=2"),
                List.of("", "tracestate: @foo=1,bar=2"),
                List.of("", "tracestate: foo@@bar=1,bar=2"),
                List.of("", "tracestate: foo@bar@baz=1,bar=2"),
                List.of(
                        "foo=1," + "z".repeat(256) + "=1",
                        "tracestate: foo=1",
                        "tracestate: " + "z".repeat(256) + "=1"),
                List.of("", "tracestate: foo=1", "tracestate: " + "z".repeat(257) + "=1"),
                List.of(
                        "foo=1," + "t".repeat(241) + "@" + "v".repeat(14) + "=1",
                        "tracestate: foo=1",
                        "tracestate: " + "t".repeat(241) + "@" + "v".repeat(14) + "=1"),
                List.of("", "tracestate: foo=1", "tracestate: " + "t".repeat(242) + "@v=1"),
                List.of("", "tracestate: foo=1", "tracestate: t@" + "v".repeat(15) + "=1"),
                List.of("", "tracestate: foo=bar=baz"),
                List.of("", "tracestate: foo=,bar=3"));
    }

    @ParameterizedTest
    @MethodSource
    void stateHandedOn(List<String> expectedAndHeaders) throws IOException {
        List<String> headers = new ArrayList<>(expectedAndHeaders.subList(1, expectedAndHeaders.size()));
        headers.add(STATE_OF);
        Call call = single(headers);
        assertThat(call.tracestate()).isEqualTo(expectedAndHeaders.get(0));
        assertThat(call.traceparents()).singleElement().asString().startsWith("00-" + TRACE + "-");
    }

    @Test
    void severalCalls_areOfOneTrace() throws IOException {
        assertSpans(List.of("traceparent: " + PARENT), "00-" + TRACE + "-[0-9a-f]{16}-01");
        assertSpans(List.of(), "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertSpans(
                List.of("traceparent: 00-" + "0".repeat(32) + "-1234567890123456-01"),
                "00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    }

    private static void assertSpans(List<String> headers, String pattern) throws IOException {
        List<String> traceparents = service.request(3, headers).stream()
                .flatMap(call -> call.traceparents().stream())
                .toList();
        assertThat(traceparents)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(each -> assertThat(each).matches(pattern));
        assertThat(traceparents.stream().map(each -> each.substring(3, 35)).distinct())
                .hasSize(1);
    }

    private static Call single(List<String> headers) throws IOException {
        List<Call> calls = service.request(1, headers);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static String characters(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
