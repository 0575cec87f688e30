package io.obs.examples.captions.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CaptionExtractorTest {

    private static final Map<String, byte[]> RECORDINGS = Recordings.make();

    @Test
    void extract_ofARecording_hearsWhatWasSaid() throws CorruptMediaException {
        Captions captions = CaptionExtractor.extract(recording("greeting.wav"), "en", 3);

        assertThat(captions.seconds()).isEqualTo(5.0);
        assertThat(captions.mediaSha256()).matches("[0-9a-f]{64}");
        assertThat(captions.srt()).isEqualTo(GREETING);
    }

    @Test
    void extract_inAnotherLanguage_usesItsWords() throws CorruptMediaException {
        Captions english = CaptionExtractor.extract(recording("interview.wav"), "en", 1);
        Captions german = CaptionExtractor.extract(recording("interview.wav"), "de", 1);

        assertThat(german.lines()).hasSameSizeAs(english.lines()).isNotEqualTo(english.lines());
    }

    @Test
    void extract_withMoreLooks_hearsTheSame() throws CorruptMediaException {
        byte[] lecture = recording("lecture.wav");

        assertThat(CaptionExtractor.extract(lecture, "en", 16)).isEqualTo(CaptionExtractor.extract(lecture, "en", 1));
    }

    @Test
    void extract_ofBadMedia_saysWhatIsWrong() {
        byte[] text = "this is not audio, however long the sentence is made".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CaptionExtractor.extract(recording("corrupt.wav"), "en", 1))
                .isInstanceOf(CorruptMediaException.class)
                .hasMessage("the header promises 64000 bytes of audio, the file has 29956");
        assertThatThrownBy(() -> CaptionExtractor.extract(text, "en", 1))
                .isInstanceOf(CorruptMediaException.class)
                .hasMessage("the file is no RIFF file");
        assertThatThrownBy(() -> CaptionExtractor.extract(recording("silence.wav"), "en", 1))
                .isInstanceOf(SpeechValidationException.class)
                .hasMessage("nobody speaks in the recording");
    }

    @Test
    void make_twice_givesTheSameBytes() {
        assertThat(Recordings.make()).containsExactlyEntriesOf(RECORDINGS);
    }

    private static byte[] recording(String name) {
        return Objects.requireNonNull(RECORDINGS.get(name), name);
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
