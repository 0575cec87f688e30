package io.obs.grpc;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.obs.Observability;
import io.obs.testkit.rpc.RpcClientContract;
import io.obs.testkit.rpc.RpcContractApp;
import io.obs.testkit.rpc.RpcPeer;
import io.obs.testkit.rpc.RpcServerContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Server and client over HTTP/2 on loopback. */
class GrpcContractIT implements RpcServerContract, RpcClientContract {

    /** It tells of services that throw, here on purpose; held, or it would be forgotten. */
    private static final Logger QUIET = Logger.getLogger("io.grpc.internal.SerializingExecutor");

    static {
        QUIET.setLevel(Level.OFF);
    }

    @Override
    public String system() {
        return "grpc";
    }

    @Override
    public Running serve(RpcContractApp app, @Nullable Observability obs) throws IOException {
        ServerBuilder<?> builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addServices(ContractService.of(app));
        if (obs != null) {
            builder = GrpcObservability.create(obs).wrap(builder);
        }
        Server server = builder.build().start();
        return new Running() {
            @Override
            public int port() {
                return server.getPort();
            }

            @Override
            public RpcPeer client(@Nullable Observability by) {
                NettyChannelBuilder channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext();
                if (by != null) {
                    channel.intercept(GrpcObservability.create(by).clientInterceptor());
                }
                return new ContractPeer(channel.build());
            }

            @Override
            public void close() {
                server.shutdownNow();
            }
        };
    }
}
