/** Adapter of gRPC's servers and clients. */
module io.obs.grpc {
    requires transitive io.obs;
    requires transitive io.grpc;
    requires static transitive org.jspecify;

    exports io.obs.grpc;
}
