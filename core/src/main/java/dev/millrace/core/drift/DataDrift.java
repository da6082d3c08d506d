package dev.millrace.core.drift;

import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.drift.DriftMethod.Kind;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.spi.data.RowBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How far two tables are apart, column by column.
 *
 * @param columns in the order of the first table, then what only the second has
 */
public record DataDrift(List<ColumnDrift> columns) {
  /** Share of drifted columns from which the table has drifted, as in Evidently. */
  public static final double SHARE = 0.5;

  /** A text column with more different values than this, and hardly any twice, is free text. */
  private static final int FREE_TEXT = 1000;

  public DataDrift {
    columns = List.copyOf(columns);
  }

  /**
   * Compares two samples.
   *
   * @throws dev.millrace.error.MillraceException USAGE when a setting names a column that is not
   *     there, or a method or threshold that is used for none
   */
  public static DataDrift compare(RowBatch reference, RowBatch current, DriftSettings settings) {
    Fields first = reference.values().fields();
    Fields second = current.values().fields();
    requireColumns(first, settings);
    List<ColumnDrift> columns = new ArrayList<>();
    for (Field field : first.asList()) {
      OptionalInt other = second.find(field.name());
      columns.add(
          other.isEmpty()
              ? new ColumnDrift.Uncompared(field.name().value(), "the second data has it not")
              : column(reference, current, field, second.at(other.getAsInt()), settings));
    }
    for (Field field : second.asList()) {
      if (first.find(field.name()).isEmpty()) {
        columns.add(new ColumnDrift.Uncompared(field.name().value(), "the first data has it not"));
      }
    }
    DataDrift drift = new DataDrift(columns);
    drift.requireUse(settings);
    return drift;
  }

  private static ColumnDrift column(
      RowBatch reference, RowBatch current, Field field, Field other, DriftSettings settings) {
    String name = field.name().value();
    if (!Values.reads(field.type()) || !Values.reads(other.type())) {
      return new ColumnDrift.Uncompared(
          name, "values of type " + field.type().text() + " are not compared");
    }
    if (field.type().isNumeric() != other.type().isNumeric()) {
      return new ColumnDrift.Uncompared(
          name, "the types differ: " + field.type().text() + ", " + other.type().text());
    }
    Values one = Values.of(reference.values().column(field.name()));
    Values two = Values.of(current.values().column(field.name()));
    if (one.size() == 0 || two.size() == 0) {
      return new ColumnDrift.Uncompared(
          name, (one.size() == 0 ? "the first" : "the second") + " data has no value of it");
    }
    return measure(
        name, field.type().isNumeric() ? Kind.NUMBER : Kind.CATEGORY, one, two, settings);
  }

  private static ColumnDrift measure(
      String name, Kind kind, Values one, Values two, DriftSettings settings) {
    Set<String> different = CountTests.values(one.counts(), two.counts());
    Optional<DriftMethod> own = Optional.ofNullable(settings.methods().get(name));
    if (own.isEmpty() && kind == Kind.CATEGORY && isFreeText(one, different.size())) {
      return new ColumnDrift.Uncompared(name, "free text: nearly every value is another");
    }
    DriftMethod method =
        own.orElse(
            settings
                .usual()
                .getOrDefault(kind, DriftMethod.usual(kind, one.size(), different.size())));
    if (!method.kinds().contains(kind)) {
      throw Problem.of(ErrorCode.USAGE, "the method does not compare such values")
          .at(name)
          .found(method.title() + " for " + kind.word() + "s")
          .allowed(String.join(", ", method.kinds().stream().map(Kind::word).toList()))
          .asException();
    }
    Optional<String> obstacle = method.obstacle(one, two);
    OptionalDouble score = obstacle.isPresent() ? OptionalDouble.empty() : method.score(one, two);
    return score.isEmpty()
        ? new ColumnDrift.Uncompared(
            name, obstacle.orElse(method.title() + " is not defined for these values"))
        : new ColumnDrift.Measured(
            name,
            kind,
            method,
            score.getAsDouble(),
            settings.threshold(method),
            one.size(),
            two.size());
  }

  private static boolean isFreeText(Values one, int different) {
    return different > FREE_TEXT && different > one.size() / 2;
  }

  private static void requireColumns(Fields fields, DriftSettings settings) {
    List<String> names = fields.asList().stream().map(field -> field.name().value()).toList();
    for (String column : settings.methods().keySet()) {
      if (!names.contains(column)) {
        throw Problem.of(ErrorCode.USAGE, "there is no such column to compare")
            .found(column)
            .allowed(String.join(", ", names))
            .asException();
      }
    }
  }

  /** A setting that nothing uses is a mistake, not a wish. */
  private void requireUse(DriftSettings settings) {
    Set<DriftMethod> used = new HashSet<>();
    measured().forEach(column -> used.add(column.method()));
    for (DriftMethod method : settings.thresholds().keySet()) {
      if (!used.contains(method)) {
        throw Problem.of(ErrorCode.USAGE, "no column is compared by the method of this threshold")
            .found(method.title())
            .allowed(String.join(", ", used.stream().map(DriftMethod::title).sorted().toList()))
            .asException();
      }
    }
    for (DriftMethod method : settings.usual().values()) {
      if (!used.contains(method)) {
        throw Problem.of(ErrorCode.USAGE, "no column can be compared by this method")
            .found(method.title())
            .allowed(String.join(", ", method.kinds().stream().map(Kind::word).toList()))
            .asException();
      }
    }
  }

  /** The columns that have a score. */
  public List<ColumnDrift.Measured> measured() {
    return columns.stream()
        .filter(ColumnDrift.Measured.class::isInstance)
        .map(ColumnDrift.Measured.class::cast)
        .toList();
  }

  /** The columns that have none. */
  public List<ColumnDrift.Uncompared> uncompared() {
    return columns.stream()
        .filter(ColumnDrift.Uncompared.class::isInstance)
        .map(ColumnDrift.Uncompared.class::cast)
        .toList();
  }

  /** Share of the columns with a score that have drifted, 0 to 1; 0 when there are none. */
  public double share() {
    long drifted = measured().stream().filter(ColumnDrift.Measured::isDrift).count();
    return measured().isEmpty() ? 0 : (double) drifted / measured().size();
  }

  /** True when half of the columns or more have drifted. */
  public boolean isDrift() {
    return !measured().isEmpty() && share() >= SHARE;
  }

  public Json toJson() {
    return Json.members()
        .flag("drift", isDrift())
        .put("drifted-share", share())
        .put("columns", measured().stream().map(ColumnDrift::toJson).toList())
        .put("not-compared", uncompared().stream().map(ColumnDrift::toJson).toList())
        .build();
  }
}
