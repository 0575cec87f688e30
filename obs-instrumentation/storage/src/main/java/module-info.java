/** Adapter of object storage: the AWS SDK's S3 clients, and files in a directory. */
module io.obs.storage {
    requires transitive io.obs;
    requires static transitive org.jspecify;
    requires static org.reactivestreams;
    requires static software.amazon.awssdk.awscore;
    requires static transitive software.amazon.awssdk.core;
    requires static software.amazon.awssdk.http;
    requires static transitive software.amazon.awssdk.services.s3;

    exports io.obs.files;
    exports io.obs.s3;
}
