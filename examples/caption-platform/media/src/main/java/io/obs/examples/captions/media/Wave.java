package io.obs.examples.captions.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Audio as RIFF/WAVE files have it: 16-bit PCM, one channel, {@value #RATE} samples a second. */
final class Wave {

    static final int RATE = 16_000;

    private static final int HEADER = 44;
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int DATA = 0x61746164;

    private final short[] samples;

    Wave(short[] samples) {
        this.samples = samples;
    }

    short[] samples() {
        return samples;
    }

    double seconds() {
        return samples.length / (double) RATE;
    }

    static Wave parse(byte[] bytes) throws CorruptMediaException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        check(in.remaining() >= HEADER, "the file ends within its header, after " + bytes.length + " bytes");
        check(in.getInt() == RIFF, "the file is no RIFF file");
        in.getInt(); // its length: that of the audio says the same
        check(in.getInt() == WAVE, "the file is RIFF, but no WAVE");
        check(in.getInt() == FORMAT && in.getInt() == 16, "the format chunk is not where it belongs");
        check(in.getShort() == 1, "the audio is not PCM");
        check(in.getShort() == 1, "the audio has more than one channel");
        check(in.getInt() == RATE, "the audio has not " + RATE + " samples a second");
        in.getInt(); // bytes a second and bytes a sample follow from the rest
        in.getShort();
        check(in.getShort() == 16, "the samples have not 16 bits");
        check(in.getInt() == DATA, "the data chunk is not where it belongs");
        int length = in.getInt();
        check(
                length == in.remaining(),
                "the header promises " + length + " bytes of audio, the file has " + in.remaining());
        short[] samples = new short[length / Short.BYTES];
        in.asShortBuffer().get(samples);
        return new Wave(samples);
    }

    byte[] bytes() {
        int length = samples.length * Short.BYTES;
        ByteBuffer out = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(RIFF).putInt(HEADER - 8 + length).putInt(WAVE);
        out.putInt(FORMAT).putInt(16).putShort((short) 1).putShort((short) 1);
        out.putInt(RATE)
                .putInt(RATE * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) 16);
        out.putInt(DATA).putInt(length);
        out.asShortBuffer().put(samples);
        return out.array();
    }

    private static void check(boolean fine, String otherwise) throws CorruptMediaException {
        if (!fine) {
            throw new CorruptMediaException(otherwise);
        }
    }
}
