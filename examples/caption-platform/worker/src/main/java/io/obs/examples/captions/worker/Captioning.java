package io.obs.examples.captions.worker;

import io.obs.control.KillSwitch;
import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.media.CaptionExtractor;
import io.obs.examples.captions.media.CorruptMediaException;
import io.obs.tracing.Spans;

/**
 * The work of a job: finds the recording, listens to it unless its captions are in the cache, keeps them. Operators can
 * stop the listening, which is what costs; what is in the cache goes out all the same.
 */
final class Captioning {

    private final Spans spans;
    private final Storage storage;
    private final Cache cache;
    private final KillSwitch transcribe;

    Captioning(Spans spans, Storage storage, Cache cache, KillSwitch transcribe) {
        this.spans = spans;
        this.storage = storage;
        this.cache = cache;
        this.transcribe = transcribe;
    }

    String captions(Job job) throws CorruptMediaException {
        String key = "captions:" + job.media() + ":" + job.language() + ":" + job.quality();
        String captions = cache.get(key);
        if (captions == null) {
            if (transcribe.isOn()) {
                throw new IllegalStateException("transcription is switched off");
            }
            byte[] recording = storage.recording(job.media());
            captions = spans.call(
                    "extract_captions",
                    () -> CaptionExtractor.extract(
                                    recording, job.language(), job.quality().looks())
                            .srt());
            cache.put(key, captions);
        }
        storage.keep(job.id(), captions);
        return captions;
    }
}
