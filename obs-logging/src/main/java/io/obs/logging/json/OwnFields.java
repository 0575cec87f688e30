package io.obs.logging.json;

import io.obs.mask.Masker;
import io.obs.pipeline.FieldWriter;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields that an event, a line or a context brings along, no name twice: the first keeps its place, another
 * of the same name and another value goes into the object {@code fields}, a third there under {@code name_2}. One for
 * each {@link LineBuffer}.
 */
final class OwnFields implements FieldWriter {

    /** Which of a line's own fields are written: SPEC section 2 puts status and duration before the message. */
    enum Part {
        ALL,
        STANDARD,
        OTHERS
    }

    private static final int MOST = 1_000;
    private static final byte[] FIELDS = Field.prefix("fields");
    private static final byte[] CUT_FIELDS = Field.prefix("cut_fields");

    private final LineBuffer out;
    private final Fields fields;
    private final Values values;
    private final Markers markers;

    private final @Nullable Field[] recent = new Field[64];
    private final @Nullable Object[] standard = new Object[Field.STANDARD.size()];
    private int carried;
    private Field[] used = new Field[16];
    private @Nullable Object[] usedValues = new Object[16];
    private int count;
    private long bloom;
    private @Nullable Map<String, @Nullable Object> displaced;
    private Part part = Part.ALL;
    private int stop;
    private int cut;

    OwnFields(LineBuffer out, Fields fields, Values values, Markers markers) {
        this.out = out;
        this.fields = fields;
        this.values = values;
        this.markers = markers;
    }

    void begin(int lineStop) {
        stop = lineStop;
        carried = Field.ALWAYS;
        part = Part.ALL;
    }

    /** Says that the line carries a field of SPEC section 2. */
    void carries(int number, Object value) {
        carried |= 1 << number;
        standard[number] = value;
    }

    void only(Part which) {
        part = which;
    }

    void clear() {
        Arrays.fill(used, 0, count, null);
        Arrays.fill(usedValues, 0, count, null);
        Arrays.fill(standard, null);
        if (used.length > 64) {
            used = new Field[16];
            usedValues = new Object[16];
        }
        count = 0;
        bloom = 0;
        cut = 0;
        displaced = null;
    }

    @Override
    public void string(String key, @Nullable String value) {
        if (value != null) {
            object(key, value);
        }
    }

    @Override
    public void integer(String key, long value) {
        Field field = named(key);
        boolean typed = field.isOwn() || field.standard() == Field.STATUS || field.standard() == Field.DURATION;
        if (typed && !field.sensitive() && isFree(field)) {
            take(field, null);
            out.put(field.prefix());
            out.number(value);
        } else {
            object(field, value);
        }
    }

    @Override
    public void decimal(String key, double value) {
        Field field = named(key);
        boolean typed = field.isOwn() || field.standard() == Field.DURATION;
        if (typed && !field.sensitive() && isFree(field)) {
            take(field, null);
            out.put(field.prefix());
            Numbers.decimal(value, out);
        } else {
            object(field, value);
        }
    }

    @Override
    public void bool(String key, boolean value) {
        object(named(key), value);
    }

    @Override
    public void object(String key, @Nullable Object value) {
        if (value != null) {
            object(named(key), value);
        }
    }

    /** Writes what found its place taken, and how much found none. */
    void rest() {
        if (displaced != null) {
            out.put(FIELDS);
            values.write(displaced);
        }
        if (cut > 0) {
            out.put(CUT_FIELDS);
            out.number(cut);
        }
    }

    /** The fields met lately are found without the shared map. */
    private Field named(String key) {
        int slot = key.hashCode() & (recent.length - 1);
        Field field = recent[slot];
        if (field == null || !field.name().equals(key)) {
            field = fields.named(key);
            recent[slot] = field;
        }
        return field;
    }

    private void object(Field field, Object given) {
        if (!wanted(field)) {
            return;
        }
        Object value = field.sensitive() && !(given instanceof Boolean) ? Masker.MASK : given;
        if (count >= MOST || out.length >= stop) {
            cut++;
        } else if (field.standard() == Field.TAGS && tags(value)) {
            return;
        } else if (isFree(field) && (field.isOwn() || field.fits(value))) {
            take(field, value);
            out.put(field.prefix());
            values.write(value);
        } else {
            displace(field, value);
        }
    }

    private boolean wanted(Field field) {
        if (part == Part.ALL) {
            return true;
        }
        boolean early = field.standard() == Field.STATUS || field.standard() == Field.DURATION;
        return early == (part == Part.STANDARD);
    }

    private boolean isFree(Field field) {
        if (!wanted(field) || count >= MOST || out.length >= stop) {
            return false;
        }
        return field.standard() >= 0 ? (carried & 1 << field.standard()) == 0 : find(field) < 0;
    }

    private int find(Field field) {
        if ((bloom & bit(field)) != 0) {
            for (int i = 0; i < count; i++) {
                if (used[i].name().equals(field.name())) {
                    return i;
                }
            }
        }
        return -1;
    }

    private void take(Field field, @Nullable Object value) {
        if (field.standard() >= 0) {
            carried |= 1 << field.standard();
            standard[field.standard()] = value;
            return;
        }
        if (count == used.length) {
            used = Arrays.copyOf(used, count * 2);
            usedValues = Arrays.copyOf(usedValues, count * 2);
        }
        used[count] = field;
        usedValues[count++] = value;
        bloom |= bit(field);
    }

    private static long bit(Field field) {
        return 1L << field.name().hashCode();
    }

    private void displace(Field field, Object value) {
        Object first = null;
        if (field.standard() >= 0) {
            first = standard[field.standard()];
        } else {
            int taken = find(field);
            first = taken < 0 ? null : usedValues[taken];
        }
        if (same(first, value)) {
            return;
        }
        if (displaced == null) {
            displaced = new LinkedHashMap<>();
        }
        String name = field.name();
        for (int i = 2; displaced.containsKey(name); i++) {
            if (same(displaced.get(name), value)) {
                return;
            }
            name = field.name() + "_" + i;
        }
        if (displaced.size() < MOST) {
            displaced.put(name, value);
        } else {
            cut++;
        }
    }

    /** An event's own {@code tags} join those of its markers. */
    private boolean tags(Object value) {
        if (value instanceof String tag) {
            markers.tag(tag);
        } else if (value instanceof Collection<?> || value instanceof Object[]) {
            Object array = value instanceof Collection<?> all ? all.toArray() : value;
            for (int i = 0; i < Array.getLength(array); i++) {
                if (Array.get(array, i) instanceof String tag) {
                    markers.tag(tag);
                }
            }
        } else {
            return false;
        }
        return true;
    }

    /** True where two plain values read the same, so that writing both says nothing. */
    private static boolean same(@Nullable Object first, Object second) {
        return first == second
                || (plain(first) && plain(second) && String.valueOf(first).equals(second.toString()));
    }

    private static boolean plain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean;
    }
}
