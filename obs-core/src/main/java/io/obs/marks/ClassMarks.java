package io.obs.marks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads of a class file no more than which of its methods are marked, and whether it was woven. Most classes are done with
 * at a glance: who uses an annotation holds its name.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html">The class file format</a>
 */
final class ClassMarks {

    private static final String MARK = "Lio/obs/job/ObservedJob;";
    private static final String WOVEN = "Lio/obs/job/Woven;";
    private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";

    private static final int MAGIC = 0xCAFEBABE;
    private static final int ACC_BRIDGE = 0x0040;
    private static final int ACC_ABSTRACT = 0x0400;

    private final DataInputStream in;
    private Object[] constants = {};

    private ClassMarks(byte[] classFile) {
        in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    /** Two constants that one joins: a method's class and its signature, a signature's name and its descriptor. */
    private record Pair(int first, int second) {}

    /** A marked method. */
    private record Marked(String name, String descriptor, boolean bodiless) {}

    /**
     * The marked methods of a class that was not woven.
     *
     * @throws IOException also where it is no class file
     */
    static List<Mark> unwoven(byte[] classFile) throws IOException {
        return new String(classFile, ISO_8859_1).contains(MARK) ? new ClassMarks(classFile).read() : List.of();
    }

    private List<Mark> read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt(); // its version
        if (!readConstants()) {
            return List.of();
        }
        in.readUnsignedShort();
        String type = className(in.readUnsignedShort());
        in.readUnsignedShort();
        in.skipNBytes(2L * in.readUnsignedShort());
        members(); // fields
        List<Mark> marked = new ArrayList<>();
        for (Marked method : members()) {
            marked.add(new Mark(type, method.name(), method.descriptor(), method.bodiless(), calls(type, method)));
        }
        return marked;
    }

    /** @return whether there may be marks without weaving */
    private boolean readConstants() throws IOException {
        constants = new Object[in.readUnsignedShort()];
        boolean marked = false;
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    constants[i] = text;
                    marked |= text.equals(MARK);
                    if (text.equals(WOVEN)) {
                        return false;
                    }
                }
                case 7 -> constants[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 10, 11, 12 -> constants[i] = new Pair(in.readUnsignedShort(), in.readUnsignedShort());
                case 3, 4, 9, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // takes two places
                }
                default -> throw new IOException("a constant of the unknown kind " + tag);
            }
        }
        return marked;
    }

    /** Whether the class itself calls it, or hands it on as a function. */
    private boolean calls(String type, Marked method) throws IOException {
        for (Object constant : constants) {
            if (constant instanceof Pair call
                    && constants[call.first()] instanceof Integer
                    && constants[call.second()] instanceof Pair signature
                    && text(signature.first()).equals(method.name())
                    && text(signature.second()).equals(method.descriptor())
                    && className(call.first()).equals(type)) {
                return true;
            }
        }
        return false;
    }

    private String className(int index) throws IOException {
        if (constants[index] instanceof Integer name) {
            return text(name).replace('/', '.');
        }
        throw new IOException("constant " + index + " is no class");
    }

    private String text(int index) throws IOException {
        if (constants[index] instanceof String text) {
            return text;
        }
        throw new IOException("constant " + index + " is no text");
    }

    /** The marked members. */
    private List<Marked> members() throws IOException {
        List<Marked> marked = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            int access = in.readUnsignedShort();
            String name = text(in.readUnsignedShort());
            String descriptor = text(in.readUnsignedShort());
            boolean found = attributes();
            if (found && (access & ACC_BRIDGE) == 0) {
                marked.add(new Marked(name, descriptor, (access & ACC_ABSTRACT) != 0));
            }
        }
        return marked;
    }

    private boolean attributes() throws IOException {
        boolean marked = false;
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String name = text(in.readUnsignedShort());
            int length = in.readInt();
            if (name.equals(ANNOTATIONS)) {
                marked |= annotations();
            } else {
                in.skipNBytes(Integer.toUnsignedLong(length));
            }
        }
        return marked;
    }

    private boolean annotations() throws IOException {
        boolean marked = false;
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            marked |= annotation();
        }
        return marked;
    }

    private boolean annotation() throws IOException {
        boolean mark = text(in.readUnsignedShort()).equals(MARK);
        int pairs = in.readUnsignedShort();
        for (int i = 0; i < pairs; i++) {
            in.readUnsignedShort();
            value();
        }
        return mark;
    }

    private void value() throws IOException {
        switch (in.readUnsignedByte()) {
            case 'e' -> in.skipNBytes(4);
            case '@' -> annotation();
            case '[' -> {
                int count = in.readUnsignedShort();
                for (int i = 0; i < count; i++) {
                    value();
                }
            }
            default -> in.skipNBytes(2);
        }
    }
}
