package sample;

import io.obs.job.FailureReason;
import io.obs.job.Field;
import io.obs.job.ObservedJob;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Methods of every kind, each of them a job. */
public class Service extends Base<String> implements Function<Object, Object> {

    public enum Language {
        PT
    }

    interface Parts {
        @ObservedJob
        default int defaultOne(int value) {
            return privateOfInterface(value) + 1;
        }

        @ObservedJob
        private int privateOfInterface(int value) {
            return value + 1;
        }

        @ObservedJob
        static int staticOfInterface(int value) {
            return value + 1;
        }
    }

    record Pair(int left, int right) implements Parts {
        @ObservedJob
        int sum() {
            return left + right;
        }
    }

    @Override
    public Object apply(Object value) {
        return switch (String.valueOf(value)) {
            case "private" -> privateOne(1, 2L, 3.5);
            case "static" -> staticOne("a");
            case "final" -> finalOne();
            case "nested" -> new Nested().twice();
            case "selfCalled" -> outer();
            case "overridden" -> overridden("a");
            case "interface" -> new Pair(1, 2).defaultOne(1) + Parts.staticOfInterface(1);
            case "record" -> new Pair(1, 2).sum();
            case "synchronized" -> synchronizedOne();
            case "generic" -> generic(value);
            case "recursive" -> recursive(3);
            case "void" -> {
                nothing();
                yield null;
            }
            default -> throw new IllegalArgumentException(String.valueOf(value));
        };
    }

    @ObservedJob("private one")
    private double privateOne(int first, long second, double third) {
        return first + second + third;
    }

    @ObservedJob
    static String staticOne(String text) {
        return text + "b";
    }

    @ObservedJob
    final int[] finalOne() {
        return new int[] {1};
    }

    @ObservedJob
    public String outer() {
        return "outer " + inner();
    }

    @ObservedJob
    private String inner() {
        return "inner";
    }

    @Override
    @ObservedJob
    public String overridden(String value) {
        return super.overridden(value) + " and below";
    }

    @ObservedJob
    synchronized boolean synchronizedOne() {
        return Thread.holdsLock(this);
    }

    @ObservedJob
    <T> T generic(T value) {
        return value;
    }

    @ObservedJob
    int recursive(int depth) {
        return depth == 0 ? 0 : 1 + recursive(depth - 1);
    }

    @ObservedJob
    void nothing() {}

    static class Nested {
        private int count;

        @ObservedJob
        private int once() {
            for (int i = 0; i < 3; i++) {
                try {
                    count += i;
                } finally {
                    count++;
                }
            }
            return count;
        }

        int twice() {
            return once() + new Object() {
                @ObservedJob
                int again() {
                    return once();
                }
            }.again();
        }
    }

    @ObservedJob(reasons = @FailureReason(of = IOException.class, is = "dependency"))
    public static void fail(Throwable with) throws Throwable {
        throw with;
    }

    @ObservedJob
    public static CompletionStage<String> stage(CompletionStage<String> stage) {
        return stage;
    }

    @ObservedJob
    public static CompletableFuture<String> completable(CompletableFuture<String> future) {
        return future;
    }

    @ObservedJob
    public static Object future(Future<?> future) {
        return future;
    }

    @ObservedJob
    public static Object inside(Supplier<?> work) {
        return work.get();
    }

    @ObservedJob(created = false)
    public static Object createdElsewhere(Supplier<?> work) {
        return work.get();
    }

    @ObservedJob(slow = "1ms")
    public static Object impatient(Supplier<?> work) {
        return work.get();
    }

    @ObservedJob(value = "with_fields", created = false)
    public static String fields(
            @Field("job_id") String id, long part, @Field("language") Language language, @Field("parts") int parts) {
        id = id + part; // what a job is about is what it was called with
        return id + language + parts;
    }
}

class Base<T> {

    @ObservedJob("above")
    public T overridden(T value) {
        return value;
    }
}
