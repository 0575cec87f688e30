package io.obs.spring.rabbit;

import io.obs.rabbitmq.RabbitObservability;
import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Lets listeners, {@code @RabbitListener} methods too, handle their messages in the contexts that came with them: those of
 * factories that are beans, and of containers that are. Outside of what the service puts around its listeners: a message
 * that is tried again is one.
 */
final class Listeners implements BeanPostProcessor {

    private final Advice advice;

    Listeners(ObjectProvider<RabbitObservability> rabbit) {
        advice = new ListenerAdvice(rabbit);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AbstractRabbitListenerContainerFactory<?> factory) {
            factory.setAdviceChain(before(factory.getAdviceChain()));
        } else if (bean instanceof AbstractMessageListenerContainer container) {
            container.setAdviceChain(before(chain(container)));
        }
        return bean;
    }

    private Advice[] before(Advice @Nullable [] own) {
        Advice[] all = {advice};
        if (own != null) {
            for (Advice one : own) {
                all = ObjectUtils.addObjectToArray(all, one);
            }
        }
        return all;
    }

    /** A container tells it only to those who extend it. */
    private static Advice @Nullable [] chain(AbstractMessageListenerContainer container) {
        Method own = ReflectionUtils.findMethod(AbstractMessageListenerContainer.class, "getAdviceChain");
        if (own == null) {
            return null;
        }
        ReflectionUtils.makeAccessible(own);
        return (Advice[]) ReflectionUtils.invokeMethod(own, container);
    }
}
