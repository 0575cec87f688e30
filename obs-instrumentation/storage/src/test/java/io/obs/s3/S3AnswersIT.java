package io.obs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.storage.RemoteStorageKit.Way;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 answers on bad days: server errors, partial refusals, conditions that do not hold. */
class S3AnswersIT {

    private static final String BROKEN = "<Error><Code>InternalError</Code><Message>try again</Message></Error>";

    private static S3Client client(TestTelemetry telemetry, ScriptedHttp http) {
        return S3Observability.create(telemetry.obs())
                .build(S3Kit.timed(S3Client.builder(), Way.to(1, "media").attempts(2))
                        .httpClient(http));
    }

    private static double errors(TestTelemetry telemetry, String operation) {
        return telemetry
                .scrape()
                .value("storage_errors_total", "operation", operation)
                .orElseThrow();
    }

    private static double count(TestTelemetry telemetry, String family) {
        return telemetry.scrape().value(family + "_count").orElseThrow();
    }

    private static ReceivedSpan onlySpan(TestTelemetry telemetry) {
        telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(1));
        return telemetry.spans().get(0);
    }

    @Test
    void callThatSucceedsAtTheSecondAttempt_isOneUpload() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client =
                        client(telemetry, new ScriptedHttp().then(500, BROKEN).then(200, ""))) {
            client.putObject(to -> to.bucket("media").key("a"), RequestBody.fromString("hello"));
            assertThat(count(telemetry, "storage_upload_duration_seconds")).isEqualTo(1);
            assertThat(errors(telemetry, "upload")).isZero();
            assertThat(onlySpan(telemetry).attributes())
                    .containsEntry("http.request.resend_count", 1L)
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("aws.request_id", "R1")
                    .doesNotContainKey("error.type");
        }
    }

    @Test
    @SuppressWarnings("try") // the scope is only held
    void callThatFailsAtAllAttempts_isOneErrorAndTheDependencys() {
        RequestContext request = RequestContext.of("mine");
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client =
                        client(telemetry, new ScriptedHttp().then(500, BROKEN).then(500, BROKEN));
                Scope scope = Context.root().with(request).makeCurrent()) {
            assertThatThrownBy(() ->
                            client.getObjectAsBytes(to -> to.bucket("media").key("a")))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("try again");
            assertThat(errors(telemetry, "download")).isEqualTo(1);
            assertThat(request.failureHint()).isEqualTo("dependency");
            assertThat(onlySpan(telemetry).attributes()).containsEntry("error.type", "InternalError");
        }
    }

    @Test
    void deleteOfSeveralThatIsRefusedInPart_isAnError() {
        String refused = "<DeleteResult><Deleted><Key>a</Key></Deleted>"
                + "<Error><Key>jane.doe</Key><Code>AccessDenied</Code></Error></DeleteResult>";
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client = client(telemetry, new ScriptedHttp().then(200, refused))) {
            assertThat(client.deleteObjects(to -> to.bucket("media")
                                    .delete(all -> all.objects(List.of(
                                            ObjectIdentifier.builder().key("a").build(),
                                            ObjectIdentifier.builder()
                                                    .key("jane.doe")
                                                    .build()))))
                            .errors())
                    .hasSize(1);
            assertThat(errors(telemetry, "delete")).isEqualTo(1);
            assertThat(onlySpan(telemetry).attributes()).containsEntry("error.type", "AccessDenied");
            assertThat(telemetry.spans().toString()).doesNotContain("jane.doe");
        }
    }

    @Test
    void conditionThatDoesNotHold_isNoErrorAndNotTimed() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client =
                        client(telemetry, new ScriptedHttp().then(304, "").then(412, ""))) {
            assertThatThrownBy(() ->
                            client.getObject(to -> to.bucket("media").key("a").ifNoneMatch("tag")))
                    .isInstanceOf(S3Exception.class);
            assertThatThrownBy(() -> client.putObject(
                            to -> to.bucket("media").key("a").ifNoneMatch("*"), RequestBody.fromString("hello")))
                    .isInstanceOf(S3Exception.class);
            assertThat(errors(telemetry, "download")).isZero();
            assertThat(errors(telemetry, "upload")).isZero();
            assertThat(count(telemetry, "storage_download_duration_seconds")).isZero();
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .hasSize(2)
                    .allSatisfy(span -> assertThat(span.status()).isEqualTo("UNSET")));
        }
    }

    @Test
    void callsOfOtherKinds_areSpansOnly() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client = client(telemetry, new ScriptedHttp().then(404, ""))) {
            assertThatThrownBy(() -> client.headObject(to -> to.bucket("media").key("a")))
                    .isInstanceOf(S3Exception.class);
            assertThat(onlySpan(telemetry).name()).isEqualTo("S3/HeadObject");
            for (String operation : List.of("upload", "download", "delete", "list")) {
                assertThat(errors(telemetry, operation)).isZero();
            }
        }
    }

    @Test
    void requestThatTheSdkRefuses_isTheSdksToRefuseAndLeavesNothing() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                S3Client client = client(telemetry, new ScriptedHttp().then(200, ""))) {
            assertThatThrownBy(() -> client.listObjectsV2(to -> {})).isInstanceOf(SdkClientException.class);
            client.headBucket(to -> to.bucket("media"));
            assertThat(onlySpan(telemetry).name()).isEqualTo("S3/HeadBucket");
            assertThat(errors(telemetry, "list")).isZero();
        }
    }

    @Test
    void interceptorThatIsThereTwice_countsOnce() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            S3Observability storage = S3Observability.create(telemetry.obs());
            try (S3Client client = storage.build(S3Client.builder()
                    .applyMutation(to -> S3Kit.timed(to, Way.to(1, "media")))
                    .httpClient(new ScriptedHttp().then(200, ""))
                    .overrideConfiguration(to -> to.addExecutionInterceptor(storage.interceptor())))) {
                client.putObject(to -> to.bucket("media").key("a"), RequestBody.fromString("hello"));
            }
            assertThat(count(telemetry, "storage_upload_duration_seconds")).isEqualTo(1);
            assertThat(onlySpan(telemetry).name()).isEqualTo("S3/PutObject");
        }
    }
}
