package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.column.Field;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scores;

/**
 * Scores rows without values before anybody waits for an answer, so that the first requests find
 * compiled code and a scorer that has proven to work.
 */
final class WarmUp {
  private static final int ROUNDS = 300;

  private WarmUp() {}

  static void run(ServedModel model) {
    MembersBuilder empty = Json.members();
    for (Field field : model.scorer().inputs()) {
      empty.put(field.name().value(), Json.Literal.NULL);
    }
    byte[] row = CanonicalJson.bytes(empty.build());
    for (int round = 0; round < ROUNDS; round++) {
      Batch batch = model.reader().read(row);
      Scores scores = model.scorer().score(batch);
      var _ = model.decision().map(policy -> policy.decide(scores, 0));
    }
  }
}
