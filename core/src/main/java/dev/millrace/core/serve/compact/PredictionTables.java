package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.log.LoggedPrediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One table for each version of each model, since their rows have other fields. */
final class PredictionTables implements StreamTables<LoggedPrediction> {
  private static final PredictionTable UNKNOWN = new PredictionTable(new Fields(List.of()));

  private final Map<String, PredictionTable> known = new HashMap<>();

  PredictionTables(List<KnownInputs> inputs) {
    for (KnownInputs one : inputs) {
      known.put(table(one.model().value(), one.version()), new PredictionTable(one.inputs()));
    }
  }

  static String table(String model, int version) {
    return model + "-v" + version;
  }

  @Override
  public String table(LoggedPrediction value) {
    return table(value.served().model().value(), value.served().version());
  }

  @Override
  public Fields fields(String table) {
    return known.getOrDefault(table, UNKNOWN).fields();
  }

  @Override
  public Batch batch(String table, List<LoggedRow<LoggedPrediction>> rows) {
    return known.getOrDefault(table, UNKNOWN).batch(rows);
  }

  @Override
  public long micros(LoggedPrediction value) {
    return value.atMicros();
  }

  @Override
  public OptionalLong epoch(LoggedPrediction value) {
    return OptionalLong.of(value.served().epoch());
  }
}
