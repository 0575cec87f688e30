package io.obs.spring.job;

import io.obs.spi.MarkObserver;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.TaskManagementConfigUtils;
import org.springframework.util.ClassUtils;

/**
 * Which marked methods are jobs though they were not woven: those that a proxy stands before, or will once their bean is
 * made, and those that the scheduler calls.
 */
final class ObservedMarks implements MarkObserver {

    /**
     * A bean's class.
     *
     * @param byInterfaces whether its proxy has only the methods of its interfaces
     */
    private record Target(Class<?> type, boolean byInterfaces) {}

    private final ConfigurableListableBeanFactory beans;
    private final Set<Target> proxied = ConcurrentHashMap.newKeySet();

    ObservedMarks(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** A bean has got its proxy. */
    void add(Object proxy) {
        proxied.add(new Target(AopUtils.getTargetClass(proxy), AopUtils.isJdkDynamicProxy(proxy)));
    }

    @Override
    public boolean observes(String type, String method, String descriptor) {
        return proxied.stream().anyMatch(target -> observes(target, type, method, descriptor))
                || notYetMade().stream().anyMatch(target -> observes(target, type, method, descriptor))
                || isScheduled(type, method, descriptor);
    }

    private static boolean observes(Target target, String type, String name, String descriptor) {
        Method method = find(target.type(), type, name, descriptor);
        return method != null
                && isOpen(method.getModifiers())
                && !Modifier.isFinal(target.type().getModifiers())
                && (!target.byInterfaces()
                        || ClassUtils.getInterfaceMethodIfPossible(method, target.type())
                                .getDeclaringClass()
                                .isInterface());
    }

    private static boolean isOpen(int modifiers) {
        return (modifiers & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
    }

    /** Beans that are lazy, or made for each use; as far as they say what they will be. */
    private Set<Target> notYetMade() {
        Set<Target> targets = new LinkedHashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.containsSingleton(name) ? null : beans.getType(name, false);
            if (type != null) {
                targets.add(new Target(ClassUtils.getUserClass(type), false));
            }
        }
        return targets;
    }

    /** The scheduler's runs of it are jobs, private or not. */
    private boolean isScheduled(String type, String name, String descriptor) {
        if (!beans.containsBean(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)) {
            return false;
        }
        for (String bean : beans.getBeanDefinitionNames()) {
            Class<?> target = beans.getType(bean, false);
            Method method = target == null ? null : find(ClassUtils.getUserClass(target), type, name, descriptor);
            if (method != null && AnnotatedElementUtils.hasAnnotation(method, Scheduled.class)) {
                return true;
            }
        }
        return false;
    }

    /** The method of that signature which the class itself, one above it or an interface of it declares under that name. */
    private static @Nullable Method find(Class<?> target, String type, String name, String descriptor) {
        Set<Class<?>> declaring = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(target));
        for (Class<?> at = target; at != null; at = at.getSuperclass()) {
            declaring.add(at);
        }
        for (Class<?> one : declaring) {
            if (one.getName().equals(type)) {
                for (Method method : one.getDeclaredMethods()) {
                    if (method.getName().equals(name)
                            && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                    .toMethodDescriptorString()
                                    .equals(descriptor)) {
                        return method;
                    }
                }
            }
        }
        return null;
    }
}
