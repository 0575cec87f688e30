package io.obs.benchmarks;

import io.obs.Observability;
import io.obs.s3.S3Observability;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An upload and a download of a kilobyte through the AWS SDK, whose HTTP client answers at once: bare, and observed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class S3Benchmark {

    private static final byte[] OBJECT = new byte[1_024];

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();
    private final S3Client bare = builder().build();
    private final S3Client observed = S3Observability.create(obs).build(builder());
    private final PutObjectRequest put =
            PutObjectRequest.builder().bucket("media").key("a").build();
    private final GetObjectRequest get =
            GetObjectRequest.builder().bucket("media").key("a").build();

    private static S3ClientBuilder builder() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.US_EAST_1)
                .credentialsProvider(() -> AwsBasicCredentials.create("key", "secret"))
                .forcePathStyle(true)
                .httpClient(new Answering());
    }

    /** Answers downloads with the object, uploads with nothing. */
    private static final class Answering implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            byte[] body = request.httpRequest().method() == SdkHttpMethod.GET ? OBJECT : new byte[0];
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Length", String.valueOf(body.length))
                                    .putHeader("x-amz-request-id", "R1")
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    @TearDown
    public void tearDown() {
        bare.close();
        observed.close();
        obs.close();
    }

    @Benchmark
    public Object barePut() {
        return bare.putObject(put, RequestBody.fromBytes(OBJECT));
    }

    @Benchmark
    public Object obsPut() {
        return observed.putObject(put, RequestBody.fromBytes(OBJECT));
    }

    @Benchmark
    public Object bareGet() {
        return bare.getObjectAsBytes(get);
    }

    @Benchmark
    public Object obsGet() {
        return observed.getObjectAsBytes(get);
    }
}
