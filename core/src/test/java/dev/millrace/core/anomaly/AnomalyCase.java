package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.StatisticsReader;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.SchemaYaml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A schema and statistics, as people write both, and what is found of them. */
record AnomalyCase(
    String title,
    String schema,
    String current,
    String serving,
    String previous,
    String version,
    String environment,
    Set<Anomaly> expected) {
  /** A case of one column of this rule and these statistics. */
  static AnomalyCase given(String title, String rule, String column, Anomaly... expected) {
    return new AnomalyCase(
        title,
        rule.startsWith("columns") || rule.contains("\n") ? rule : "columns: {f: {" + rule + "}}",
        column,
        "",
        "",
        "",
        "",
        expected.length == 0
            ? EnumSet.noneOf(Anomaly.class)
            : EnumSet.copyOf(Arrays.asList(expected)));
  }

  AnomalyCase serving(String column) {
    return new AnomalyCase(
        title, schema, current, column, previous, version, environment, expected);
  }

  AnomalyCase previous(String column) {
    return new AnomalyCase(title, schema, current, serving, column, version, environment, expected);
  }

  AnomalyCase version(String column) {
    return new AnomalyCase(
        title, schema, current, serving, previous, column, environment, expected);
  }

  AnomalyCase in(String where) {
    return new AnomalyCase(title, schema, current, serving, previous, version, where, expected);
  }

  AnomalyReport report() {
    return new AnomalyChecks(SchemaYaml.draft("schema.yaml", schema))
        .check(
            new Compared(
                statistics(current),
                other(serving),
                other(previous),
                other(version),
                environment.isEmpty() ? Optional.empty() : Optional.of(environment)));
  }

  private static Optional<DatasetStatistics> other(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(statistics(text));
  }

  /** Ten rows of this column, or the data set where a whole one is written. */
  static DatasetStatistics statistics(String text) {
    String dataset =
        text.startsWith("{\"examples\"")
            ? text
            : "{\"examples\":10,\"columns\":[" + (text.equals("-") ? "" : text) + "]}";
    String whole =
        "{\"format\":\"millrace-statistics\",\"version\":1,\"datasets\":[" + dataset + "]}";
    return StatisticsReader.read("test", whole.getBytes(StandardCharsets.UTF_8)).getFirst();
  }

  /** Counts of ten rows with one value each. */
  static final String FULL =
      "\"common\":{\"present\":10,\"min-values\":1,\"max-values\":1,\"avg-values\":1,"
          + "\"total-values\":10}";

  static String ints(long min, long max) {
    return "{\"name\":\"f\",\"type\":\"int\","
        + FULL
        + ",\"numeric\":{\"min\":"
        + min
        + ",\"max\":"
        + max
        + "}}";
  }

  static String floats(String numeric) {
    return "{\"name\":\"f\",\"type\":\"float\"," + FULL + ",\"numeric\":{" + numeric + "}}";
  }

  /** Texts, each with its count: {@code "a", 3, "b", 7}. */
  static String texts(Object... counts) {
    StringBuilder ranks = new StringBuilder();
    for (int i = 0; i < counts.length; i += 2) {
      ranks
          .append(i == 0 ? "" : ",")
          .append("{\"value\":\"")
          .append(counts[i])
          .append("\",\"count\":")
          .append(counts[i + 1])
          .append('}');
    }
    return "{\"name\":\"f\",\"type\":\"string\","
        + FULL
        + ",\"string\":{\"unique\":"
        + counts.length / 2
        + ",\"ranks\":["
        + ranks
        + "]}}";
  }

  /** Strings of so many rows with a value and so many without, and values in a row. */
  static String present(int present, int missing, int least, int most) {
    return "{\"name\":\"f\",\"type\":\"string\",\"common\":{\"present\":"
        + present
        + ",\"missing\":"
        + missing
        + ",\"min-values\":"
        + least
        + ",\"max-values\":"
        + most
        + "},\"string\":{}}";
  }

  static String rows(long rows) {
    return "{\"examples\":" + rows + ",\"columns\":[" + texts("a", 10) + "]}";
  }

  @Override
  public String toString() {
    return title;
  }
}
