package io.obs.testkit.storage;

import io.obs.Observability;
import java.io.InputStream;
import java.time.Duration;

/** What the test of an adapter of a remote store tells besides: how to reach its server in other ways. */
public interface RemoteStorageKit extends StorageKit {

    /** The port on 127.0.0.1 where the real server listens. */
    int serverPort();

    /** The bucket of {@link #store}, which is there. */
    String bucket();

    /** The client's store of that way. */
    RemoteStore store(Observability obs, Way way) throws Exception;

    @Override
    default RemoteStore store(Observability obs) throws Exception {
        return store(obs, Way.to(serverPort(), bucket()));
    }

    /**
     * A way to the server.
     *
     * @param port on 127.0.0.1
     * @param bucket the bucket that the store uses; it need not be there
     * @param wrongSecret whether it signs with a secret that is not the server's
     * @param timeout how long a call may take, with all its attempts
     * @param attempts how often a call is sent at most
     */
    record Way(int port, String bucket, boolean wrongSecret, Duration timeout, int attempts) {

        public static Way to(int port, String bucket) {
            return new Way(port, bucket, false, Duration.ofSeconds(60), 1);
        }

        public Way withWrongSecret() {
            return new Way(port, bucket, true, timeout, attempts);
        }

        public Way within(Duration time) {
            return new Way(port, bucket, wrongSecret, time, attempts);
        }

        public Way attempts(int most) {
            return new Way(port, bucket, wrongSecret, timeout, most);
        }
    }

    /** A store behind a server. */
    interface RemoteStore extends Store {

        /** Lets go of a stream of {@link #open} without reading the rest. */
        void abort(InputStream body) throws Exception;

        /** Begins an upload in parts. */
        Parts parts(String key) throws Exception;
    }

    /** An upload in parts that was begun. */
    interface Parts {

        /** @param number from 1 */
        void send(int number, byte[] bytes) throws Exception;

        void complete() throws Exception;

        void abort() throws Exception;
    }
}
