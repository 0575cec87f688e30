package io.obs.maven;

import io.obs.job.FailureClassifier;
import io.obs.job.Field;
import io.obs.job.JobRules;
import io.obs.job.ObservedJob;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** A class with marks: which of its methods can be woven, and what is wrong with the others. */
final class MarkedClass {

    private final List<MethodDescription.InDefinedShape> weavable = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private MarkedClass() {}

    static MarkedClass of(TypeDescription type) {
        MarkedClass marked = new MarkedClass();
        for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
            if (!method.isBridge()) { // to which a compiler copies the marks of the method that it leads to
                marked.look(type, method);
            }
        }
        return marked;
    }

    private void look(TypeDescription type, MethodDescription.InDefinedShape method) {
        AnnotationDescription.Loadable<ObservedJob> mark =
                method.getDeclaredAnnotations().ofType(ObservedJob.class);
        List<String> wrong = new ArrayList<>();
        if (mark == null) {
            if (hasFields(method)) {
                wrong.add("has a @Field, but is not marked with @ObservedJob");
            }
        } else if (method.isNative()) {
            wrong.add("is native: there is no code to weave into");
        } else if (method.isAbstract() && !type.isInterface()) {
            wrong.add("is abstract: mark the methods that implement it");
        } else {
            said(mark, wrong);
            fields(method, wrong);
        }
        String name = type.getName() + "." + (method.isConstructor() ? "<init>" : method.getName());
        wrong.forEach(sentence -> errors.add(name + " " + sentence));
        if (mark != null && wrong.isEmpty()) {
            if (method.isAbstract()) {
                warnings.add(name + " has no code to weave into: it is observed only where it is called through"
                        + " JobsObservability.proxy");
            } else if (runsWhenSubscribed(method)) {
                warnings.add(
                        name + " returns " + method.getReturnType().asErasure().getName()
                                + ", which runs when it is subscribed to, and stays as it is: obs-spring-boot-starter makes a job of"
                                + " each subscription where the method is a bean's; elsewhere mark a method that returns a future"
                                + " of it");
            } else {
                weavable.add(method);
            }
        }
    }

    private static boolean runsWhenSubscribed(MethodDescription method) {
        try {
            return isPublisher(method.getReturnType().asErasure());
        } catch (TypePool.Resolution.NoSuchTypeException notOnTheClassPath) {
            return false;
        }
    }

    private static boolean isPublisher(@Nullable TypeDefinition type) {
        return type != null
                && (JobRules.isPublisher(type.asErasure().getName())
                        || isPublisher(type.getSuperClass())
                        || type.getInterfaces().stream().anyMatch(MarkedClass::isPublisher));
    }

    private static void said(AnnotationDescription mark, List<String> wrong) {
        add(JobRules.name(mark.getValue("value").resolve(String.class)), wrong);
        add(JobRules.slow(mark.getValue("slow").resolve(String.class)), wrong);
        for (AnnotationDescription reason : mark.getValue("reasons").resolve(AnnotationDescription[].class)) {
            add(JobRules.reason(reason.getValue("is").resolve(String.class)), wrong);
        }
        TypeDescription classifier = mark.getValue("classifier").resolve(TypeDescription.class);
        if (!classifier.represents(FailureClassifier.class) && !canBeMade(classifier)) {
            wrong.add("has the classifier " + classifier.getName()
                    + ", which can't be made; it needs a constructor without parameters");
        }
    }

    private static boolean canBeMade(TypeDescription classifier) {
        return !classifier.isAbstract()
                && (classifier.getDeclaringType() == null || classifier.isStatic())
                && classifier.getDeclaredMethods().stream()
                        .anyMatch(method ->
                                method.isConstructor() && method.getParameters().isEmpty());
    }

    private static void fields(MethodDescription method, List<String> wrong) {
        List<String> keys = new ArrayList<>();
        for (ParameterDescription parameter : method.getParameters()) {
            AnnotationDescription field = parameter.getDeclaredAnnotations().ofType(Field.class);
            if (field != null) {
                String key = field.getValue("value").resolve(String.class);
                TypeDescription type = parameter.getType().asErasure();
                add(JobRules.fieldType(key, type.getName(), isEnum(type)), wrong);
                keys.add(key);
            }
        }
        wrong.addAll(JobRules.fields(keys));
    }

    private static boolean isEnum(TypeDescription type) {
        try {
            return type.isEnum();
        } catch (TypePool.Resolution.NoSuchTypeException notOnTheClassPath) {
            return false; // then the rules say which type it is
        }
    }

    static boolean hasFields(MethodDescription method) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.getDeclaredAnnotations().isAnnotationPresent(Field.class));
    }

    private static void add(@Nullable String sentence, List<String> to) {
        if (sentence != null) {
            to.add(sentence);
        }
    }

    List<MethodDescription.InDefinedShape> weavable() {
        return weavable;
    }

    List<String> errors() {
        return errors;
    }

    List<String> warnings() {
        return warnings;
    }
}
