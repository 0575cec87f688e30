package io.obs.part.s3;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * An S3 server on loopback, inside this JVM: signatures are checked, paths name the bucket ({@code forcePathStyle}).
 *
 * <p>It listens once it is made, and until it is closed; closing it breaks the connections that are open.
 *
 * <pre>{@code
 * try (S3Part s3 = S3Part.start()) {
 *     S3Client client = S3Client.builder()
 *             .endpointOverride(s3.uri())
 *             .region(Region.of(S3Part.REGION))
 *             .credentialsProvider(() -> AwsBasicCredentials.create(S3Part.ACCESS_KEY, S3Part.SECRET_KEY))
 *             .forcePathStyle(true)
 *             .build();
 * }
 * }</pre>
 */
public final class S3Part implements AutoCloseable {

    public static final String ACCESS_KEY = "obs-access-key";
    public static final String SECRET_KEY = "obs-secret-key";
    public static final String REGION = "us-east-1";

    private static final String HOST = "127.0.0.1";

    private final S3Proxy server;

    private S3Part(int port, BlobStore objects) {
        server = S3Proxy.builder()
                .endpoint(URI.create("http://" + HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .blobStore(objects)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("S3 can't listen on port " + port, e);
        }
    }

    /** On a free port, the objects in memory. */
    public static S3Part start() {
        return embedded(0);
    }

    /**
     * The objects in memory: they go when it is closed.
     *
     * @param port the port on loopback; 0 for a free one
     */
    public static S3Part embedded(int port) {
        return new S3Part(port, new TransientNio2BlobStore());
    }

    /**
     * The objects in a directory that exists: they are there again for the next one that is started on it.
     *
     * @param port the port on loopback; 0 for a free one
     */
    public static S3Part embedded(int port, Path directory) {
        return new S3Part(port, new FilesystemNio2BlobStore(directory.toString()));
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return server.getPort();
    }

    /** What a client takes as its endpoint. */
    public URI uri() {
        return URI.create("http://" + HOST + ":" + port());
    }

    /** Always true: there is no standing S3 to use in its place. */
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 does not stop", e);
        }
    }
}
