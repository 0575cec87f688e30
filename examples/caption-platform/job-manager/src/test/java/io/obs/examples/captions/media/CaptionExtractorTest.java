package io.obs.examples.captions.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionExtractorTest {

    @TempDir
    Path directory;

    @Test
    void extract_ofARecording_hearsWhatWasSaid() throws IOException {
        MediaLibrary library = MediaLibrary.open(directory);

        Captions captions = CaptionExtractor.extract(library.find("greeting.wav"), "en", 3);

        assertThat(captions.seconds()).isEqualTo(5.0);
        assertThat(captions.mediaSha256()).matches("[0-9a-f]{64}");
        assertThat(captions.srt()).isEqualTo(GREETING);
    }

    @Test
    void extract_inAnotherLanguage_usesItsWords() throws IOException {
        MediaLibrary library = MediaLibrary.open(directory);

        Captions english = CaptionExtractor.extract(library.find("interview.wav"), "en", 1);
        Captions german = CaptionExtractor.extract(library.find("interview.wav"), "de", 1);

        assertThat(german.lines()).hasSameSizeAs(english.lines()).isNotEqualTo(english.lines());
    }

    @Test
    void extract_withMoreLooks_hearsTheSame() throws IOException {
        Path lecture = MediaLibrary.open(directory).find("lecture.wav");

        assertThat(CaptionExtractor.extract(lecture, "en", 16)).isEqualTo(CaptionExtractor.extract(lecture, "en", 1));
    }

    @Test
    void compressed_unpacked_isTheSubRipFile() throws IOException {
        Captions captions =
                CaptionExtractor.extract(MediaLibrary.open(directory).find("greeting.wav"), "en", 1);

        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(captions.compressed()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(captions.srt());
        }
    }

    @Test
    void extract_ofBadMedia_saysWhatIsWrong() throws IOException {
        MediaLibrary library = MediaLibrary.open(directory);
        Files.writeString(directory.resolve("text.wav"), "this is not audio, however long the sentence is made");

        assertThatThrownBy(() -> CaptionExtractor.extract(library.find("corrupt.wav"), "en", 1))
                .isInstanceOf(CorruptMediaException.class)
                .hasMessage("the header promises 64000 bytes of audio, the file has 29956");
        assertThatThrownBy(() -> CaptionExtractor.extract(library.find("text.wav"), "en", 1))
                .isInstanceOf(CorruptMediaException.class)
                .hasMessage("the file is no RIFF file");
        assertThatThrownBy(() -> CaptionExtractor.extract(library.find("silence.wav"), "en", 1))
                .isInstanceOf(SpeechValidationException.class)
                .hasMessage("nobody speaks in silence.wav");
        assertThatThrownBy(() -> CaptionExtractor.extract(library.find("missing.wav"), "en", 1))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void open_twice_keepsTheFiles() throws IOException {
        byte[] first = Files.readAllBytes(MediaLibrary.open(directory).find("corrupt.wav"));

        assertThat(Files.readAllBytes(MediaLibrary.open(directory).find("corrupt.wav")))
                .isEqualTo(first);
    }

    private static final String GREETING = """
            1
            00:00:00,700 --> 00:00:02,560
            and slow users and service measure service and

            2
            00:00:03,260 --> 00:00:04,160
            slow service before we

            """;
}
