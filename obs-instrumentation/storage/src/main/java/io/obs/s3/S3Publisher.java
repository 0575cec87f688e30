package io.obs.s3;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The body of an asynchronous download: each signal is passed on as it is, the last one is told of first.
 *
 * @param length how many bytes it has; negative where that is not known
 */
record S3Publisher(Publisher<ByteBuffer> body, long length, Transfer transfer) implements Publisher<ByteBuffer> {

    S3Publisher {
        transfer.begins(body);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> reader) {
        body.subscribe(new Reader(reader));
    }

    private final class Reader implements Subscriber<ByteBuffer>, Subscription {

        private final Subscriber<? super ByteBuffer> reader;
        private volatile @Nullable Subscription subscription;
        private volatile long passed;

        Reader(Subscriber<? super ByteBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            reader.onSubscribe(this);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one signal at a time
        public void onNext(ByteBuffer bytes) {
            passed += bytes.remaining();
            reader.onNext(bytes);
        }

        @Override
        public void onError(Throwable error) {
            transfer.ended(body, false, error);
            reader.onError(error);
        }

        @Override
        public void onComplete() {
            transfer.ended(body, true, null);
            reader.onComplete();
        }

        @Override
        public void request(long count) {
            requireNonNull(subscription).request(count);
        }

        @Override
        public void cancel() {
            transfer.ended(body, length >= 0 && passed >= length, null);
            requireNonNull(subscription).cancel();
        }
    }
}
