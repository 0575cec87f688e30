package io.obs.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.job.WovenJobs;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Woven methods of every kind, and what of their jobs is seen. */
class WovenJobsIT {

    @TempDir
    private Path directory;

    private final TestTelemetry telemetry = TestTelemetry.start();
    private Class<?> service;

    @BeforeEach
    void weave() throws IOException {
        Sources sources = new Sources(directory).addSample().compile();
        assertThat(sources.weave().errors()).isEmpty();
        service = sources.load("Service");
        WovenJobs.reportTo(telemetry.obs());
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @SuppressWarnings("unchecked")
    private Object apply(String what) throws ReflectiveOperationException {
        return ((Function<Object, Object>) service.getDeclaredConstructor().newInstance()).apply(what);
    }

    /** Calls a public static method of the service. */
    private Object call(String name, Object... arguments) throws Throwable {
        Method method = Arrays.stream(service.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private List<LogLine> lines() {
        return telemetry.lines("obs.job");
    }

    private LogLine oneLine() {
        telemetry.eventually(() -> assertThat(lines()).hasSize(1));
        return lines().get(0);
    }

    private void value(double value, String name, String... labels) {
        assertThat(telemetry.scrape().value(name, labels)).as(name).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource({
        "private, 6.5, private one",
        "static, ab, staticOne",
        "nested, 18, once once again",
        "selfCalled, outer inner, inner outer",
        "overridden, a and below, above overridden",
        "interface, 5, privateOfInterface defaultOne staticOfInterface",
        "record, 3, sum",
        "synchronized, true, synchronizedOne",
        "generic, generic, generic",
        "recursive, 3, recursive recursive recursive recursive",
    })
    void method_ofEveryKindIsAJob(String what, String result, String jobs) throws Exception {
        assertThat(apply(what)).hasToString(result);

        String[] names = what.equals("private") ? new String[] {jobs} : jobs.split(" ");
        assertThat(lines()).extracting(line -> line.text("job")).containsExactly(names);
        value(names.length, "jobs_created_total");
        value(names.length, "jobs_completed_total", "status", "success");
        value(0, "jobs_active");
        telemetry.eventually(() ->
                assertThat(telemetry.spans()).extracting(span -> span.name()).containsExactlyInAnyOrder(names));
    }

    @Test
    void methodsWithoutAResultThatSays_areJobs() throws Exception {
        assertThat(apply("final")).isEqualTo(new int[] {1});
        assertThat(apply("void")).isNull();
        assertThat(lines()).extracting(line -> line.text("job")).containsExactly("finalOne", "nothing");
    }

    @Test
    void selfCalledJob_isPartOfTheOuterOnesTrace() throws Exception {
        apply("selfCalled");
        telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(2));
        assertThat(lines().get(0).text("trace_id")).isEqualTo(lines().get(1).text("trace_id"));
        assertThat(lines().get(0).text("request_id")).isEqualTo(lines().get(1).text("request_id"));
        assertThat(telemetry.spans())
                .filteredOn(span -> span.name().equals("inner"))
                .singleElement()
                .satisfies(span ->
                        assertThat(span.parentSpanId()).isEqualTo(lines().get(1).text("span_id")));
    }

    @Test
    void exception_isTheMethodsOwn_andItsReasonTheMarks() {
        IOException thrown = new IOException("disk");
        assertThatThrownBy(() -> call("fail", thrown)).isSameAs(thrown);
        assertThat(oneLine().fields())
                .containsEntry("failure_reason", "dependency")
                .containsKey("error");
        value(1, "jobs_failed_total", "failure_reason", "dependency");

        AssertionError error = new AssertionError();
        assertThatThrownBy(() -> call("fail", error)).isSameAs(error);
        value(1, "jobs_failed_total", "failure_reason", "internal");
    }

    @ParameterizedTest
    @CsvSource({"stage", "completable", "future"})
    void stage_isReturnedAsItIs_andEndsTheJob(String method) throws Throwable {
        CompletableFuture<String> stage = new CompletableFuture<>();
        assertThat(call(method, stage)).isSameAs(stage);
        value(1, "jobs_active");
        assertThat(lines()).isEmpty();

        stage.completeExceptionally(new TimeoutException());
        assertThat(oneLine().fields()).containsEntry("failure_reason", "timeout");
        assertThat(stage).isCompletedExceptionally();
        value(0, "jobs_active");
    }

    @Test
    void future_isReturnedAsItIs_andEndsTheJob() throws Throwable {
        FutureTask<String> future = new FutureTask<>(() -> {
            throw new TimeoutException();
        });
        assertThat(call("future", future)).isSameAs(future);
        value(1, "jobs_active");

        future.run();
        assertThat(oneLine().fields()).containsEntry("failure_reason", "timeout");
    }

    @Test
    void noStage_endsTheJobAtOnce() throws Throwable {
        assertThat(call("stage", new Object[] {null})).isNull();
        assertThat(oneLine().text("message")).isEqualTo("job stage succeeded");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void fields_areThoseOfTheCall() throws Throwable {
        Object language = Enum.valueOf((Class) service.getClassLoader().loadClass("sample.Service$Language"), "PT");
        assertThat(call("fields", "job-7", 5L, language, 3)).isEqualTo("job-75PT3");

        assertThat(oneLine().fields())
                .containsEntry("job", "with_fields")
                .containsEntry("job_id", "job-7")
                .containsEntry("language", "PT")
                .hasEntrySatisfying("parts", parts -> assertThat(parts).hasToString("3"));
        value(0, "jobs_created_total");
    }

    @Test
    void methods_runOnOnceObsIsClosed() throws Throwable {
        telemetry.obs().close();
        assertThat(apply("selfCalled")).isEqualTo("outer inner");
        IOException thrown = new IOException("disk");
        assertThatThrownBy(() -> call("fail", thrown)).isSameAs(thrown);
        assertThat(lines()).isEmpty();
    }
}
