package io.obs.examples.captions.api;

import static io.grpc.MethodDescriptor.generateFullMethodName;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the job manager can be asked by gRPC. Its messages are JSON: a service of yours has this class generated from a
 * .proto file, the example does without a generator.
 */
public final class JobManagerApi {

    /** The service's full name. */
    public static final String SERVICE = "captions.JobManager";

    /** Creates a job and queues it. */
    public static final MethodDescriptor<CreateJob, Job> CREATE = unary("Create", CreateJob.class, Job.class);

    /** Finds a job. */
    public static final MethodDescriptor<Find, Job> FIND = unary("Find", Find.class, Job.class);

    /** Lists the latest jobs, the newest first. */
    public static final MethodDescriptor<Latest, Jobs> LATEST = unary("Latest", Latest.class, Jobs.class);

    /** Asks for the job with that id. */
    public record Find(String id) {}

    /** Asks for that many jobs at most. */
    public record Latest(int limit) {}

    /** Some jobs. */
    public record Jobs(List<Job> jobs) {}

    private JobManagerApi() {}

    private static <Q, A> MethodDescriptor<Q, A> unary(String name, Class<Q> question, Class<A> answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new JsonMarshaller<>(question))
                .setResponseMarshaller(new JsonMarshaller<>(answer))
                .build();
    }

    private record JsonMarshaller<T>(Class<T> type) implements MethodDescriptor.Marshaller<T> {

        @Override
        public InputStream stream(T message) {
            return new ByteArrayInputStream(Json.write(message));
        }

        @Override
        public T parse(InputStream bytes) {
            try {
                return Json.read(bytes.readAllBytes(), type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
