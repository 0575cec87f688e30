package io.obs.marks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * One search through the places of a service: directories, archives and the archives that these hold. Nested ones are read
 * as streams, and of those that are stored, as Spring Boot's are, no more than the directory at their end where they
 * have nothing of the service.
 */
final class Search {

    private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
    private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/");
    private static final int LONGEST_CLASS = 8 << 20;
    private static final int LONGEST_DIRECTORY = 8 << 20;
    private static final int END = 22; // bytes of a zip's last record, without a comment
    private static final int END_SIGNATURE = 0x06054b50;

    private final BooleanSupplier over;
    private final Consumer<List<Mark>> found;
    private final Set<String> own = new LinkedHashSet<>();

    /** @param over whether to give up */
    Search(BooleanSupplier over, Consumer<List<Mark>> found) {
        this.over = over;
        this.found = found;
    }

    /** @return whether it came to its end */
    boolean lookInto(Places places) {
        for (Path directory : places.directories()) {
            if (!lookIntoDirectory(directory)) {
                return false;
            }
        }
        if (own.isEmpty()) {
            own.addAll(places.prefixes());
        }
        for (Path archive : places.archives()) {
            if (over.getAsBoolean() || !lookIntoArchive(archive)) {
                return false;
            }
        }
        return true;
    }

    private boolean lookIntoDirectory(Path directory) {
        boolean web = Places.isOfWebApplication(directory);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).allMatch(file -> {
                if (over.getAsBoolean()) {
                    return false;
                }
                if (web) {
                    own.addAll(Places.prefixes(
                            directory.relativize(file).toString().replace('\\', '/')));
                }
                try (InputStream in = Files.newInputStream(file)) {
                    add(in);
                } catch (IOException notReadable) {
                    return true; // nor could the JVM load it
                }
                return true;
            });
        } catch (IOException | RuntimeException notReadable) {
            return true; // gone meanwhile, or not for us
        }
    }

    private boolean lookIntoArchive(Path archive) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<ZipEntry> nested = new ArrayList<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (over.getAsBoolean()) {
                    return false;
                }
                String name = entry.getName();
                if (name.endsWith(".jar") && LIBRARIES.stream().anyMatch(name::startsWith)) {
                    nested.add(entry);
                } else if (isOwn(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        add(in);
                    }
                }
            }
            nested.sort(Comparator.comparingLong(ZipEntry::getSize));
            for (ZipEntry entry : nested) {
                if (over.getAsBoolean() || !lookIntoNested(zip, entry)) {
                    return false;
                }
            }
        } catch (IOException | RuntimeException notReadable) {
            return !over.getAsBoolean(); // no archive; nor could the JVM load anything from it
        }
        return true;
    }

    /** Whether it is a class of the service; those beside a nested archive tell which packages are. */
    private boolean isOwn(String entry) {
        if (!entry.endsWith(".class")) {
            return false;
        }
        for (String classes : CLASSES) {
            if (entry.startsWith(classes)) {
                own.addAll(Places.prefixes(entry.substring(classes.length())));
                return true;
            }
        }
        return own.stream().anyMatch(entry::startsWith);
    }

    private boolean lookIntoNested(ZipFile zip, ZipEntry nested) {
        try {
            if (nested.getMethod() == ZipEntry.STORED && !mayHoldOwn(zip, nested)) {
                return true;
            }
            try (ZipInputStream in = new ZipInputStream(new Timed(zip.getInputStream(nested)))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (isOwn(entry.getName())) {
                        add(in);
                    }
                }
            }
        } catch (IOException | RuntimeException notReadable) {
            return !over.getAsBoolean();
        }
        return true;
    }

    /** Looks for the service's packages in the names at the archive's end; true also where these are not found there. */
    private boolean mayHoldOwn(ZipFile zip, ZipEntry nested) throws IOException {
        ByteBuffer end =
                ByteBuffer.wrap(part(zip, nested, nested.getSize() - END, END)).order(ByteOrder.LITTLE_ENDIAN);
        if (end.remaining() < END || end.getInt(0) != END_SIGNATURE) {
            return true;
        }
        long length = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (length > LONGEST_DIRECTORY || start + length > nested.getSize()) {
            return true;
        }
        String names = new String(part(zip, nested, start, (int) length), ISO_8859_1);
        return own.stream().anyMatch(prefix -> names.contains(prefix));
    }

    private static byte[] part(ZipFile zip, ZipEntry entry, long start, int length) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            in.skipNBytes(Math.max(0, start));
            return in.readNBytes(length);
        }
    }

    private void add(InputStream classFile) throws IOException {
        byte[] bytes = classFile.readNBytes(LONGEST_CLASS);
        try {
            found.accept(ClassMarks.unwoven(bytes));
        } catch (IOException | RuntimeException noClass) {
            // nor could the JVM load it
        }
    }

    /** Ends with the search, in the middle of an entry too. */
    private final class Timed extends FilterInputStream {

        Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (over.getAsBoolean()) {
                throw new IOException("the search is over");
            }
            return super.read(bytes, offset, length);
        }
    }
}
