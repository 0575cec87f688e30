package io.obs.metrics;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricTrait;
import io.obs.catalog.MetricType;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The series of one family: found without allocating, made at zero with those that go with them, kept below the caps.
 *
 * @param <S> the kind of series
 */
final class SeriesFamily<S extends Series> implements Meters.Family<S> {

    /** Makes a series that isn't known yet. */
    @FunctionalInterface
    interface Maker<S> {
        S make(String[] values, byte[] encoded, @Nullable LongAdder folded);
    }

    private final FamilyText text;
    private final MetricSpec spec;
    private final Cardinality cardinality;
    private final Failures failures;
    private final Maker<S> maker;
    private final LabelGuard[] guards;
    private final SeriesTable<S> table;
    private final AtomicBoolean toldFull = new AtomicBoolean();
    private volatile @Nullable List<S> sorted;

    SeriesFamily(FamilyText text, Cardinality cardinality, Failures failures, Maker<S> maker) {
        this.text = text;
        this.spec = text.spec();
        this.cardinality = cardinality;
        this.failures = failures;
        this.maker = maker;
        guards = spec.openLabels().stream()
                .map(label -> cardinality.guard(spec, label))
                .toArray(LabelGuard[]::new);
        table = new SeriesTable<>(guards.length);
    }

    /** Makes all series of a family that has no open label. */
    void makeKnown() {
        boolean allKnown = spec.openLabels().stream().allMatch(Label::isBounded);
        if (allKnown && isSeeded()) {
            synchronized (this) {
                seed(new String[guards.length], 0);
            }
        }
    }

    @Override
    public S get() {
        S found = table.find();
        return found != null ? found : admit();
    }

    @Override
    public S get(String value) {
        S found = value == null ? null : table.find(value);
        return found != null ? found : admit(value);
    }

    @Override
    public S get(String first, String second) {
        S found = first == null || second == null ? null : table.find(first, second);
        return found != null ? found : admit(first, second);
    }

    @Override
    public S get(String first, String second, String third) {
        S found = first == null || second == null || third == null ? null : table.find(first, second, third);
        return found != null ? found : admit(first, second, third);
    }

    /** The series of these values, or of what they fold into. */
    S admit(String... given) {
        if (given.length != guards.length) {
            failures.caught(
                    "metric",
                    new IllegalArgumentException(
                            spec.name() + " takes " + guards.length + " label values, not " + Arrays.toString(given)));
        }
        String[] values = new String[guards.length];
        for (int i = 0; i < values.length; i++) {
            String value = i >= given.length || given[i] == null ? Label.OTHER : given[i];
            values[i] = value.equals(Label.OTHER) ? value : guards[i].admit(value);
            if (values[i].equals(Label.OTHER)) {
                cardinality.tell(spec, guards[i], value);
            }
        }
        S found = table.find(values);
        return found != null ? found : make(values);
    }

    /** The series of these values with something attached to it, before anybody can take it away. */
    synchronized S attach(Consumer<? super S> what, String... given) {
        S series = admit(given);
        what.accept(series);
        return series;
    }

    private synchronized S make(String[] values) {
        if (table.size() >= cardinality.seriesCap() && table.find(values) == null) {
            for (int i = 0; i < values.length; i++) {
                values[i] = guards[i].label().isBounded() ? values[i] : Label.OTHER;
            }
            if (toldFull.compareAndSet(false, true)) {
                cardinality.tellFull(spec);
            }
        }
        S made = findOrMake(values);
        if (isSeeded()) {
            seed(values.clone(), 0);
        }
        return made;
    }

    private boolean isSeeded() {
        return spec.type() != MetricType.GAUGE && !spec.has(MetricTrait.DECLARED);
    }

    /** Makes every combination of the bounded labels beside the given values of the open ones. */
    private void seed(String[] values, int label) {
        if (label == values.length) {
            findOrMake(values.clone());
            return;
        }
        if (!guards[label].label().isBounded()) {
            seed(values, label + 1);
            return;
        }
        for (String known : guards[label].label().values()) {
            values[label] = known;
            seed(values, label + 1);
        }
    }

    private S findOrMake(String[] values) {
        S found = table.find(values);
        if (found == null) {
            boolean other = Arrays.asList(values).contains(Label.OTHER);
            found = maker.make(values, text.encode(values), other ? cardinality.folded() : null);
            table.add(found);
            sorted = null;
        }
        return found;
    }

    /** Takes a series away that is no longer used; its label values no longer count. */
    synchronized void removeIf(S series, Predicate<? super S> unused) {
        if (!unused.test(series)) {
            return;
        }
        table.remove(series);
        sorted = null;
        List<S> left = table.all();
        for (int i = 0; i < guards.length; i++) {
            int at = i;
            guards[i].retain(left.stream().map(one -> one.values()[at]).collect(Collectors.toSet()));
        }
    }

    /** All series in the order in which they are written. */
    List<S> series() {
        List<S> known = sorted;
        return known != null ? known : sort();
    }

    private synchronized List<S> sort() {
        List<S> all = new ArrayList<>(table.all());
        all.sort((one, other) -> text.compare(one.values(), other.values()));
        sorted = all;
        return all;
    }

    int size() {
        return table.size();
    }
}
