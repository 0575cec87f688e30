package shop;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Written by hand where others generate it from a .proto file; messages are plain text. */
final class JobsService implements BindableService {
    private static final Logger LOG = LoggerFactory.getLogger("shop.jobs");

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder("shop.Jobs")
                .addMethod(unary("Create"), ServerCalls.asyncUnaryCall(this::create))
                .addMethod(unary("Get"), ServerCalls.asyncUnaryCall(this::get))
                .addMethod(unary("Report"), ServerCalls.asyncUnaryCall(this::report))
                .build();
    }

    private void create(String request, StreamObserver<String> answer) {
        LOG.info("a job is created");
        answer.onNext("job 42");
        answer.onCompleted();
    }

    private void get(String id, StreamObserver<String> answer) {
        LOG.info("a job is asked for");
        answer.onNext("job " + id + " is done");
        answer.onCompleted();
    }

    private void report(String request, StreamObserver<String> answer) {
        throw new IllegalStateException("no report");
    }

    private static MethodDescriptor<String, String> unary(String name) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("shop.Jobs/" + name)
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }
}
