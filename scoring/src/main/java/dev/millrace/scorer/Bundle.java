package dev.millrace.scorer;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A scorer to hand around: the package, the decision policy and the evidence about it in one zip
 * file. Equal contents give equal bytes.
 *
 * @param scorer the package
 * @param decision how classes are chosen; empty for regression
 * @param evidence statements about this scorer, in the order of their digests
 */
public record Bundle(
    ScorerPackage scorer, Optional<DecisionPolicy> decision, List<Evidence> evidence) {
  private static final String MARK = "bundle.json";
  private static final String DECISION = "decision.json";
  private static final String EVIDENCE = "evidence/";
  private static final String SCORER = "scorer.millrace";
  private static final int MOST_EVIDENCE = 10_000;

  public Bundle {
    decision.ifPresent(policy -> policy.requireFits(scorer.scorer().output()));
    evidence = evidence.stream().sorted(Comparator.comparing(Evidence::digest)).distinct().toList();
    for (Evidence statement : evidence) {
      if (!statement.scorer().equals(scorer.digest())) {
        throw Problem.of(ErrorCode.SCORER_INVALID, "the bundle holds evidence of another scorer")
            .found(statement.kind() + " of " + statement.scorer().brief())
            .allowed("evidence of " + scorer.digest().brief())
            .asException();
      }
    }
    if (evidence.size() > MOST_EVIDENCE) {
      throw Problem.of(ErrorCode.SCORER_INVALID, "the bundle holds too much evidence")
          .found(evidence.size() + " statements")
          .allowed(MOST_EVIDENCE + "")
          .asException();
    }
  }

  /** The zip file: entries by name, stored, without dates. */
  public byte[] bytes() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(MARK, mark());
    decision.ifPresent(policy -> files.put(DECISION, policy.bytes()));
    for (Evidence statement : evidence) {
      files.put(EVIDENCE + statement.digest().hex() + ".json", statement.bytes());
    }
    files.put(SCORER, scorer.bytes());
    List<StoredZip.Entry> entries = new ArrayList<>();
    files.forEach((name, content) -> entries.add(new StoredZip.Entry(name, content)));
    return StoredZip.write(entries);
  }

  private static byte[] mark() {
    return CanonicalJson.bytes(
        Json.members().put("format", "millrace-bundle").put("version", 1).build());
  }

  /**
   * Reads a bundle; every part is checked and the bytes must be the ones {@link #bytes} gives.
   *
   * @throws MillraceException when they are not
   */
  public static Bundle read(byte[] bytes) {
    Optional<ScorerPackage> scorer = Optional.empty();
    Optional<DecisionPolicy> decision = Optional.empty();
    List<Evidence> evidence = new ArrayList<>();
    for (StoredZip.Entry entry : StoredZip.read(bytes, MOST_EVIDENCE + 3)) {
      if (entry.name().equals(MARK)) {
        StrictJson.read(
            "the bundle's mark",
            entry.content(),
            json -> StrictJson.require(json, "millrace-bundle", 1),
            object -> Json.members().put("format", "millrace-bundle").put("version", 1).build());
      } else if (entry.name().equals(SCORER)) {
        scorer = Optional.of(ScorerPackage.read(entry.content()));
      } else if (entry.name().equals(DECISION)) {
        decision = Optional.of(DecisionPolicyJson.read(entry.content()));
      } else if (entry.name().startsWith(EVIDENCE)) {
        evidence.add(Evidence.read(entry.content()));
      } else {
        throw StoredZip.corrupt("the bundle holds a file that does not belong there");
      }
    }
    Bundle bundle =
        new Bundle(
            scorer.orElseThrow(() -> StoredZip.corrupt("the bundle holds no scorer")),
            decision,
            evidence);
    if (!Arrays.equals(bundle.bytes(), bytes)) {
      throw StoredZip.corrupt("the bundle is not in the form Millrace writes");
    }
    return bundle;
  }

  /** Name of the bundle's content: the digest of its bytes. */
  public Digest digest() {
    return Digest.ofBytes(bytes());
  }
}
