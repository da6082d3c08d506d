package dev.millrace.scorer;

import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.FeaturePlanJson;
import dev.millrace.json.CanonicalJson;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.ModelBytes;
import dev.millrace.model.OutputMapping;
import dev.millrace.model.OutputMappingJson;
import java.util.List;

/**
 * A scorer with its bytes and its name. Equal scorers have equal bytes: nothing of the time, the
 * machine or the person is in them. {@code spec/scorer-package.md} describes the form.
 */
public final class ScorerPackage {
  private static final String PLAN = "plan";
  private static final String MODEL = "model";
  private static final String OUTPUT = "output";

  private final Scorer scorer;
  private final byte[] bytes;
  private final Digest digest;

  private ScorerPackage(Scorer scorer, byte[] bytes) {
    this.scorer = scorer;
    this.bytes = bytes;
    this.digest = Digest.ofBytes(bytes);
  }

  /** The package of a scorer. */
  public static ScorerPackage of(Scorer scorer) {
    return new ScorerPackage(
        scorer,
        Sections.write(
            List.of(
                new Sections.Section(
                    PLAN, CanonicalJson.bytes(FeaturePlanJson.toJson(scorer.plan()))),
                new Sections.Section(MODEL, ModelBytes.encode(scorer.model())),
                new Sections.Section(
                    OUTPUT, CanonicalJson.bytes(OutputMappingJson.write(scorer.output()))))));
  }

  /**
   * Loads a package after checking all of it; no bytes can make this run code, read elsewhere, loop
   * or take more memory than a multiple of their length.
   *
   * @throws MillraceException SCORER_CORRUPT when the bytes are no package or damaged,
   *     SCORER_VERSION_UNSUPPORTED when a later Millrace wrote them, SCORER_INVALID when the parts
   *     are whole but impossible
   */
  public static ScorerPackage read(byte[] bytes) {
    byte[] own = bytes.clone();
    List<byte[]> contents = Sections.read(own, List.of(PLAN, MODEL, OUTPUT));
    FeaturePlan plan =
        StrictJson.read(
            "the feature plan",
            contents.get(0),
            FeaturePlanJson::fromJson,
            FeaturePlanJson::toJson);
    LearnedModel model = ModelBytes.decode(contents.get(1));
    OutputMapping output =
        StrictJson.read(
            "the output mapping",
            contents.get(2),
            OutputMappingJson::read,
            OutputMappingJson::write);
    return new ScorerPackage(new Scorer(plan, model, output), own);
  }

  public Scorer scorer() {
    return scorer;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Name of the scorer: the digest of the bytes. */
  public Digest digest() {
    return digest;
  }
}
