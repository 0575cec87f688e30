package io.obs.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.job.Woven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeaverTest {

    /** How many methods of the sample are marked. */
    private static final int MARKED = 25;

    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void sources() {
        sources = new Sources(directory);
    }

    @Test
    void weave_countsWhatItWove() throws IOException {
        WeaveReport report = sources.addSample().compile().weave();

        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.methods()).isEqualTo(MARKED);
        assertThat(report.classes()).isEqualTo(6);
        assertThat(sources.load("Service").isAnnotationPresent(Woven.class)).isTrue();
        assertThat(sources.load("Service$Language").isAnnotationPresent(Woven.class))
                .isFalse();
    }

    @Test
    void secondWeaving_changesNothing() throws IOException {
        sources.addSample().compile().weave();
        Map<String, String> once = sources.content();

        WeaveReport again = sources.weave();
        assertThat(again.classes()).isZero();
        assertThat(again.errors()).isEmpty();
        assertThat(sources.content()).isEqualTo(once);
    }

    @Test
    void changedClass_isTheOnlyOneWovenAgain() throws IOException {
        sources.addSample().add("Other", "class Other { @ObservedJob int one() { return 1; } }");
        sources.compile().weave();

        sources.add(
                "Other", "class Other { @ObservedJob int one() { return 2; } @ObservedJob int two() { return 2; } }");
        WeaveReport report = sources.compile("Other").weave();
        assertThat(report.classes()).isEqualTo(1);
        assertThat(report.methods()).isEqualTo(2);
    }

    @Test
    void methodsThatReturnPublishers_stayAsTheyAre_andAreWarnedOf() throws IOException {
        WeaveReport report = sources.add("Frames", """
                        import java.util.concurrent.*;
                        class Frames {
                            @ObservedJob Flow.Publisher<String> declared() { return null; }
                            @ObservedJob SubmissionPublisher<String> implemented() { return null; }
                            @ObservedJob CompletionStage<String> stage() { return null; }
                        }
                        """).compile().weave();
        assertThat(report.methods()).isEqualTo(1);
        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith(
                                "sample.Frames.declared returns java.util.concurrent.Flow$Publisher, which runs when"
                                        + " it is subscribed to, and stays as it is: "))
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("sample.Frames.implemented returns java.util.concurrent.SubmissionPublisher"));
    }

    @Test
    void classWithoutMarks_staysAsItIs() throws IOException {
        sources.add("Plain", "class Plain { int one() { return 1; } }").compile();
        Map<String, String> before = sources.content();

        assertThat(sources.weave().classes()).isZero();
        assertThat(sources.content()).isEqualTo(before);
    }

    @Test
    void classOfANewerJava_isWoven() throws Exception {
        sources.addSample().compile();
        byte[] compiled = Files.readAllBytes(sources.file("Service"));
        byte[] newer = compiled.clone();
        newer[7] = 69; // Java 25
        Files.write(sources.file("Service"), newer);

        assertThat(sources.weave().methods()).isEqualTo(MARKED);
        byte[] woven = Files.readAllBytes(sources.file("Service"));
        assertThat(woven[7]).isEqualTo((byte) 69);
        woven[7] = compiled[7];
        Files.write(sources.file("Service"), woven);
        assertThat(apply("static")).isEqualTo("ab");
    }

    @SuppressWarnings("unchecked")
    private Object apply(String what) throws ReflectiveOperationException {
        return ((Function<Object, Object>)
                        sources.load("Service").getDeclaredConstructor().newInstance())
                .apply(what);
    }

    @Test
    void markThatCannotTakeEffect_isToldByNameAndNothingIsWoven() throws IOException {
        sources.add("Wrong", """
                abstract class Wrong {
                    @ObservedJob abstract void unfinished();
                    @ObservedJob native void nativeOne();
                    @ObservedJob("{id}") void unnamed() {}
                    @ObservedJob(slow = "never", reasons = @FailureReason(of = IOException.class, is = "bad")) void slow() {}
                    @ObservedJob void fields(@Field("video") byte[] video, @Field("trace_id") String trace) {}
                    @ObservedJob void twice(@Field("id") String one, @Field("id") String other) {}
                    @ObservedJob(classifier = Inner.class) void classified() {}
                    void unmarked(@Field("id") String id) {}
                    Wrong(@Field("id") String id) {}
                    @ObservedJob void right(@Field("id") UUID id, @Field("size") Long size, @Field("who") CharSequence who) {}
                    abstract class Inner implements FailureClassifier {}
                }
                """);
        sources.compile();
        Map<String, String> before = sources.content();

        WeaveReport report = sources.weave();
        assertThat(sources.content()).isEqualTo(before);
        assertThat(report.errors())
                .containsExactlyInAnyOrder(
                        "sample.Wrong.unfinished is abstract: mark the methods that implement it",
                        "sample.Wrong.nativeOne is native: there is no code to weave into",
                        "sample.Wrong.unnamed is named '{id}'; allowed: at most 100 ASCII letters, digits and _ . : / - or"
                                + " spaces, the first a letter, a digit or _",
                        "sample.Wrong.slow is slow from 'never' on; allowed: a time from 1ms to 7d, as 500ms, 5s, 2m, or"
                                + " plain milliseconds",
                        "sample.Wrong.slow fails for the reason 'bad'; allowed: timeout, validation, dependency,"
                                + " circuit_open, io, interrupted, internal",
                        "sample.Wrong.fields has a field 'video' of the type [B; allowed: texts, numbers, booleans,"
                                + " characters, enums and UUIDs",
                        "sample.Wrong.fields has a field 'trace_id', which a line has of its own",
                        "sample.Wrong.twice has two fields 'id'",
                        "sample.Wrong.classified has the classifier sample.Wrong$Inner, which can't be made; it needs a"
                                + " constructor without parameters",
                        "sample.Wrong.unmarked has a @Field, but is not marked with @ObservedJob",
                        "sample.Wrong.<init> has a @Field, but is not marked with @ObservedJob");

        assertThat(sources.weave(false).methods()).isEqualTo(1);
        assertThat(sources.content()).isNotEqualTo(before);
        assertThat(sources.weave(false).errors()).hasSameElementsAs(report.errors());
    }

    @Test
    void methodOfAnInterface_isWarnedOf() throws IOException {
        sources.add("Open", "interface Open { @ObservedJob void run(); }").compile();

        WeaveReport report = sources.weave();
        assertThat(report.errors()).isEmpty();
        assertThat(report.classes()).isZero();
        assertThat(report.warnings())
                .containsExactly("sample.Open.run has no code to weave into: it is observed only where it is called"
                        + " through JobsObservability.proxy");
    }

    @Test
    void classOfAnOldJava_isRefused() throws IOException {
        sources.add("Old", "class Old { @ObservedJob void run() {} }").compile();
        byte[] compiled = Files.readAllBytes(sources.file("Old"));
        compiled[7] = 50; // Java 6
        Files.write(sources.file("Old"), compiled);

        assertThat(sources.weave().errors())
                .containsExactly("sample.Old is compiled for a Java older than 7, and can't be woven");
    }

    @Test
    void wovenClass_runsWithoutObs() throws Exception {
        sources.add(
                        "Alone",
                        "public class Alone implements java.util.function.Function<Object, Object> {"
                                + " @ObservedJob public Object apply(Object value) { return value + \"!\"; } }")
                .compile()
                .weave();

        Object alone = sources.load("Alone", ClassLoader.getPlatformClassLoader())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(alone.getClass().getMethod("apply", Object.class).invoke(alone, "a"))
                .isEqualTo("a!");
    }
}
