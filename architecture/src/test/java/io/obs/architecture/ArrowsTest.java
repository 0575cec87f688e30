package io.obs.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which: the arrows of the plan, and no cycle. */
class ArrowsTest {

    private static final JavaClasses ALL = classesOf(House.libraries());
    private static final JavaClasses CORE = classesOf(List.of(House.ROOT.resolve("obs-core")));
    private static final JavaClasses ADAPTERS = classesOf(House.libraries().stream()
            .filter(library -> library.startsWith(House.ROOT.resolve("obs-instrumentation")))
            .toList());

    private static JavaClasses classesOf(List<Path> modules) {
        return new ClassFileImporter()
                .importPaths(modules.stream()
                        .map(module -> module.resolve("target/classes"))
                        .toList());
    }

    @Test
    void packages_formNoCycle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        return javaClass.getPackageName().startsWith("io.obs")
                                ? SliceIdentifier.of(javaClass.getPackageName())
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    /** The core knows the APIs of OpenTelemetry (context, trace) and SLF4J, and no back end. */
    @Test
    void core_knowsApisOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "com.sun.net.httpserver..",
                                "io.opentelemetry.api..",
                                "io.opentelemetry.context..",
                                "org.slf4j..",
                                "org.jspecify..")
                        .or(describe(
                                "belong to the core",
                                type -> CORE.contain(type.getBaseComponentType().getName()))))
                .check(CORE);
    }

    @ParameterizedTest
    @CsvSource({
        "io.obs.metrics, io.micrometer.core..",
        "io.obs.metrics, io.micrometer.prometheusmetrics..",
        "io.obs.reactor, io.micrometer.context..",
        "io.obs.metrics, io.prometheus..",
        "io.obs.logging, ch.qos.logback..",
        "io.obs.logging, net.logstash..",
        "io.obs.tracing, io.opentelemetry.sdk..",
        "io.obs.tracing, io.opentelemetry.exporter..",
        "io.obs.resilience, io.github.resilience4j..",
        "io.obs.ops, picocli..",
        "io.obs.ops, org.snakeyaml..",
    })
    void backEnd_isKnownToItsRoomOnly(String room, String backEnd) {
        noClasses()
                .that(not(resideInAnyPackage(room + "..", "io.obs.testkit..", "io.obs.spring..")))
                .should()
                .dependOnClassesThat(resideInAPackage(backEnd))
                .check(ALL);
    }

    /** Adapters translate; they choose no name, label or level. */
    @Test
    void adapters_chooseNoName() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.obs.catalog..", "org.slf4j.."))
                .allowEmptyShould(true)
                .check(ADAPTERS);
    }

    @Test
    void nothing_isDeserialisedOrLookedUp() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("javax.naming.."))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(ALL);
    }

    @Test
    void packages_areNamedForWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")
                .check(ALL);
    }
}
