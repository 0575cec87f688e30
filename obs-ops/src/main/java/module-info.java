/** Operations as code: rules, SLOs, Alertmanager, probes, made from the catalogue, and the command line that makes them. */
module io.obs.ops {
    requires transitive io.obs;
    requires info.picocli;
    requires java.net.http;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports io.obs.ops;

    opens io.obs.ops to
            info.picocli;
    opens io.obs.ops.check to
            info.picocli;
    opens io.obs.ops.cli to
            info.picocli;
    opens io.obs.ops.dashboard to
            info.picocli;
    opens io.obs.ops.settings to
            info.picocli;
    opens io.obs.ops.rules to
            info.picocli;
    opens io.obs.ops.slo to
            info.picocli;
    opens io.obs.ops.alertmanager to
            info.picocli;
    opens io.obs.ops.probe to
            info.picocli;
    opens io.obs.ops.prometheus to
            info.picocli;
    opens io.obs.ops.report to
            info.picocli;
    opens io.obs.ops.postmortem to
            info.picocli;
    opens io.obs.ops.runbooks to
            info.picocli;
}
