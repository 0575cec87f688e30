package io.obs.examples.captions.jobs;

import com.rabbitmq.client.Connection;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.obs.Observability;
import io.obs.examples.captions.api.Queues;
import io.obs.examples.captions.api.Service;
import io.obs.examples.captions.api.Settings;
import io.obs.grpc.GrpcObservability;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.jdbc.JdbcObservability;
import io.obs.jobs.JobsObservability;
import io.obs.rabbitmq.RabbitObservability;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The job manager: keeps jobs, and hands them to the workers.
 *
 * <p>Its environment: {@code CAPTION_HOST} (127.0.0.1), {@code PORT} (8081), {@code CAPTION_POSTGRES_URL},
 * {@code CAPTION_RABBITMQ_URL}, and what obs reads.
 */
public final class JobManager {

    private static final int SECONDS_TO_FINISH = 2;

    private JobManager() {}

    public static void main(String... arguments) {
        Service.main(JobManager::start);
    }

    private static void start(Settings settings) throws Exception {
        InetSocketAddress address = settings.address(8081);
        String postgres = settings.text(
                "CAPTION_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres&password=postgres");
        String rabbitmq = settings.text("CAPTION_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672");
        settings.check();

        Observability obs = Observability.init();
        HikariDataSource pool = new HikariDataSource(pool(postgres));
        DataSource database = JdbcObservability.create(obs).wrap(pool);
        Connection broker =
                RabbitObservability.create(obs).wrap(Queues.factory(rabbitmq).newConnection("job-manager"));
        Queues.declare(broker.createChannel());

        JobsObservability jobs = JobsObservability.create(obs);
        JobStore store = JobStore.open(database);
        JobQueue queue = new JobQueue(broker.createChannel());
        new Reports(store, broker.createChannel()).start();
        obs.health().register("database", HealthCheck.Kind.READINESS, () -> look(pool));
        obs.health().register("broker", HealthCheck.Kind.READINESS, () -> look(broker));

        Server server = GrpcObservability.create(obs)
                .wrap(NettyServerBuilder.forAddress(address).addService(new JobEndpoint(jobs, store, queue)))
                .build()
                .start();
        AutoCloseable calls = () -> server.shutdown().awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        Service.ready(obs, "grpc://127.0.0.1:" + server.getPort(), List.of(calls, broker, pool));
    }

    private static HikariConfig pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(1_000);
        return config;
    }

    /** Asks the pool itself: a probe is no statement of the service's. */
    private static HealthResult look(HikariDataSource pool) {
        try (java.sql.Connection connection = pool.getConnection()) {
            return connection.isValid(1) ? HealthResult.healthy() : HealthResult.down("the connection is not valid");
        } catch (SQLException e) {
            return HealthResult.down("the database can't be reached");
        }
    }

    private static HealthResult look(Connection broker) {
        return broker.isOpen() ? HealthResult.healthy() : HealthResult.down("the broker is not connected");
    }
}
