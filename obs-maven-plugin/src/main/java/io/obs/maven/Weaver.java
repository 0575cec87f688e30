package io.obs.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static net.bytebuddy.matcher.ElementMatchers.is;

import io.obs.job.ObservedJob;
import io.obs.job.Woven;
import io.obs.job.WovenJobs;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;

/**
 * Weaves a directory of classes, in place. Classes that were woven before are only looked at; the others are written
 * whole or not at all. Used by one thread; several work side by side.
 */
final class Weaver implements Closeable {

    private static final String MARK = descriptor("io/obs/job/ObservedJob");
    private static final String FIELD = descriptor("io/obs/job/Field");
    private static final String WOVEN = descriptor("io/obs/job/Woven");

    private final Path classes;
    private final ClassFileLocator locator;
    private final ByteBuddy byteBuddy = new ByteBuddy().with(TypeValidation.DISABLED);

    /** @param classPath what the classes were compiled with, besides themselves */
    Weaver(Path classes, List<Path> classPath) throws IOException {
        this.classes = classes;
        List<ClassFileLocator> parts = new ArrayList<>();
        parts.add(new ClassFileLocator.ForFolder(classes.toFile()));
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                parts.add(new ClassFileLocator.ForFolder(entry.toFile()));
            } else if (Files.isRegularFile(entry)) {
                parts.add(ClassFileLocator.ForJarFile.of(entry.toFile()));
            }
        }
        parts.add(ClassFileLocator.ForClassLoader.of(ObservedJob.class.getClassLoader()));
        parts.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
        locator = new ClassFileLocator.Compound(parts);
    }

    /**
     * Weaves what can be woven.
     *
     * @param strict whether nothing is written where a mark can't take effect
     */
    WeaveReport weave(boolean strict) throws IOException {
        TypePool types =
                new TypePool.Default(new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
        WeaveReport report = new WeaveReport();
        Map<Path, byte[]> woven = new LinkedHashMap<>();
        for (Path file : candidates()) {
            byte[] before = Files.readAllBytes(file);
            TypeDescription type = types.describe(nameOf(file)).resolve();
            MarkedClass marked = MarkedClass.of(type);
            report.warnings(marked.warnings());
            report.errors(marked.errors());
            if (holds(before, WOVEN) || marked.weavable().isEmpty()) {
                continue;
            }
            if (ClassFileVersion.ofClassFile(before).isLessThan(ClassFileVersion.JAVA_V7)) {
                report.errors(List.of(type.getName() + " is compiled for a Java older than 7, and can't be woven"));
                continue;
            }
            woven.put(file, weave(type, marked.weavable()));
            report.wove(marked.weavable().size());
        }
        if (!strict || report.errors().isEmpty()) {
            for (Map.Entry<Path, byte[]> each : woven.entrySet()) {
                replace(each.getKey(), each.getValue());
            }
        }
        return report;
    }

    private List<Path> candidates() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                byte[] content = Files.readAllBytes(file);
                if (holds(content, MARK) || holds(content, FIELD)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean holds(byte[] classFile, String text) {
        return new String(classFile, ISO_8859_1).contains(text);
    }

    /** Put together here, so that this class does not hold it. */
    private static String descriptor(String name) {
        return "L" + name + ";";
    }

    private String nameOf(Path file) {
        String path =
                classes.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        return path.substring(0, path.length() - ".class".length());
    }

    private byte[] weave(TypeDescription type, List<MethodDescription.InDefinedShape> methods) {
        DynamicType.Builder<?> builder = byteBuddy
                .decorate(type, locator)
                .annotateType(AnnotationDescription.Builder.ofType(Woven.class).build());
        for (MethodDescription.InDefinedShape method : methods) {
            builder = builder.visit(advice(method).on(is(method)));
        }
        try (DynamicType.Unloaded<?> made = builder.make()) {
            return made.getBytes();
        }
    }

    private static Advice advice(MethodDescription.InDefinedShape method) {
        Class<?> enter = MarkedClass.hasFields(method) ? JobAdvice.EnterWithArguments.class : JobAdvice.Enter.class;
        Class<?> exit = method.getReturnType().isPrimitive() ? JobAdvice.Exit.class : JobAdvice.ExitWithResult.class;
        return Advice.withCustomMapping()
                .bind(JobAdvice.Mark.class, linked(method), Object.class)
                .to(enter, exit);
    }

    /** The mark of the method: a call site that the JVM links once, so that it costs a constant. */
    private static StackManipulation linked(MethodDescription.InDefinedShape method) {
        return MethodInvocation.invoke(new MethodDescription.ForLoadedMethod(linker()))
                .dynamic(
                        "mark",
                        TypeDescription.ForLoadedType.of(Object.class),
                        List.of(),
                        List.of(
                                JavaConstant.Simple.ofLoaded(method.getInternalName()),
                                JavaConstant.Simple.ofLoaded(method.getDescriptor())));
    }

    private static Method linker() {
        try {
            return WovenJobs.class.getMethod(
                    "method", MethodHandles.Lookup.class, String.class, MethodType.class, String.class, String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("obs-core is of another version than obs-maven-plugin", e);
        }
    }

    /** Whole, or not at all. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "obs", ".woven");
        try {
            Files.write(whole, content);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    @Override
    public void close() throws IOException {
        locator.close();
    }
}
