package io.obs.examples.captions.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The media that can be captioned: files of a directory. An empty directory is filled with recordings that are the same
 * on every machine, two of them bad.
 */
public final class MediaLibrary {

    private final Path directory;

    private MediaLibrary(Path directory) {
        this.directory = directory;
    }

    /** Opens the library, and makes the recordings that are not there yet. */
    public static MediaLibrary open(Path directory) throws IOException {
        Files.createDirectories(directory);
        MediaLibrary library = new MediaLibrary(directory);
        library.add("greeting.wav", new Speaker(1).speak(5));
        library.add("interview.wav", new Speaker(2).speak(30));
        library.add("lecture.wav", new Speaker(3).speak(120));
        library.add("silence.wav", new Speaker(4).beSilent(5));
        library.add("corrupt.wav", new Speaker(5).speak(2));
        library.cutShort("corrupt.wav");
        return library;
    }

    /** Where a recording of that name is, or would be. */
    public Path find(String name) {
        return directory.resolve(name);
    }

    public boolean isReadable() {
        return Files.isReadable(directory);
    }

    private void add(String name, Wave wave) throws IOException {
        if (Files.notExists(find(name))) {
            wave.write(find(name));
        }
    }

    private void cutShort(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(find(name));
        int audio = 30_000;
        if (bytes.length > audio) {
            Files.write(find(name), Arrays.copyOf(bytes, audio));
        }
    }
}
