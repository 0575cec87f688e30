package io.obs.examples.captions.platform;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * In the place of what does not run beside the example: kube-state-metrics and cAdvisor, since there is no Kubernetes; a node
 * exporter; and a pipeline that deploys, and counts it. Each series is one that dashboards or rules read.
 */
final class Exporters implements AutoCloseable {

    private static final String SERIES = """
            # from kube-state-metrics: there is no cluster
            kube_deployment_status_replicas_available{namespace="captions",deployment="worker"} 1
            kube_deployment_spec_replicas{namespace="captions",deployment="worker"} 2
            kube_pod_container_status_restarts_total{namespace="captions",pod="worker-1",container="worker",uid="1"} %1$d
            kube_pod_container_status_waiting_reason{namespace="captions",pod="worker-1",container="worker",uid="1",reason="CrashLoopBackOff"} 1
            # from cAdvisor: there is no container
            container_memory_working_set_bytes{namespace="captions",pod="worker-1",container="worker"} 2e8
            container_spec_memory_limit_bytes{namespace="captions",pod="worker-1",container="worker"} 5e8
            container_cpu_usage_seconds_total{namespace="captions",pod="worker-1",container="worker",cpu="total"} %1$d
            container_spec_cpu_quota{namespace="captions",pod="worker-1",container="worker"} 200000
            container_spec_cpu_period{namespace="captions",pod="worker-1",container="worker"} 100000
            # from the node exporter: it would show whatever machine tests run on
            node_cpu_seconds_total{cpu="0",mode="idle"} %1$d
            node_memory_MemAvailable_bytes 4e9
            node_memory_MemTotal_bytes 8e9
            node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 4e10
            node_filesystem_size_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 8e10
            # from whatever deploys the services: nothing does
            deployments_total{service="api-gateway",status="success"} %1$d
            deployments_total{service="api-gateway",status="failure"} 1
            # from a service that schedules jobs: none of these does
            obs_scheduled_job_last_success_age_seconds{service="worker",job_name="sweep"} 30
            obs_scheduled_job_missed_runs{service="worker",job_name="sweep"} 0
            """;

    private final HttpServer server;

    Exporters() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] body =
                        SERIES.formatted(System.nanoTime() / 2_000_000_000L).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
