package dev.millrace.core.serve;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.feature.Encode;
import dev.millrace.feature.RowStep;
import dev.millrace.scorer.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds the values of a request against the schema the model was trained under. A rule that warns
 * in training flags the row; one that keeps rows apart or refuses the data refuses the request,
 * since the model has never seen such a row. A category that the model does not know is flagged
 * too. Immutable; safe for any number of threads.
 */
final class RequestChecks {
  private static final int MOST_PROBLEMS = 100;
  private static final int MOST_VALUES = 20;

  /** What is demanded of an input; the column is that of its position in a batch. */
  private record Check(int position, ColumnRule rule, Optional<Vocabulary> domain) {
    boolean refuses() {
      return rule.otherwise() != ColumnRule.Otherwise.WARN;
    }
  }

  /** Categories that the model knows of an input. */
  private record Known(int position, ColumnName name, Vocabulary vocabulary) {}

  private final List<Check> checks;
  private final List<Known> known;

  private RequestChecks(List<Check> checks, List<Known> known) {
    this.checks = List.copyOf(checks);
    this.known = List.copyOf(known);
  }

  /** The checks of a scorer's inputs; without a schema only for categories. */
  static RequestChecks of(Optional<TableSchema> schema, Scorer scorer) {
    Fields inputs = scorer.inputs();
    List<Check> checks = new ArrayList<>();
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int position = i;
      ColumnName name = inputs.at(i).name();
      Optional<ColumnRule> rule =
          schema
              .flatMap(all -> all.find(name))
              .filter(found -> found.field().type().equals(inputs.at(position).type()))
              .filter(RequestChecks::demands);
      rule.ifPresent(
          found ->
              checks.add(
                  new Check(
                      position,
                      found,
                      found.domain().isEmpty()
                          ? Optional.empty()
                          : Optional.of(
                              Vocabulary.of(found.domain().stream().distinct().toList())))));
      if (rule.filter(found -> !found.domain().isEmpty()).isEmpty()) {
        vocabulary(scorer, name).ifPresent(words -> known.add(new Known(position, name, words)));
      }
    }
    return new RequestChecks(checks, known);
  }

  private static boolean demands(ColumnRule rule) {
    return rule.present() == 1
        || rule.min().isPresent()
        || rule.max().isPresent()
        || !rule.domain().isEmpty();
  }

  private static Optional<Vocabulary> vocabulary(Scorer scorer, ColumnName input) {
    for (RowStep step : scorer.plan().steps()) {
      if (step instanceof Encode encode && encode.input().equals(input)) {
        return Optional.of(encode.vocabulary());
      }
    }
    return Optional.empty();
  }

  /**
   * Notes the flags of the rows.
   *
   * @throws MillraceException VALUE_INVALID with every value that is refused, by row and field
   */
  void check(Batch batch, Flags.Collector flags) {
    List<Problem> problems = new ArrayList<>();
    for (Check check : checks) {
      Column column = batch.column(check.position);
      check.domain.ifPresent(
          words -> unseen(check, words.codesOf(column), column, flags, problems));
      for (int row = 0; row < batch.rows(); row++) {
        if (column.isMissing(row)) {
          if (check.rule.present() == 1) {
            note(check, row, "missing", column, flags, problems);
          }
        } else if (isOutside(check.rule, column, row)) {
          note(check, row, "out-of-range", column, flags, problems);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    for (Known each : known) {
      int[] codes = each.vocabulary.codesOf(batch.column(each.position));
      for (int row = 0; row < codes.length; row++) {
        if (codes[row] == Vocabulary.UNSEEN) {
          flags.add(row, "unseen:" + each.name);
        }
      }
    }
  }

  private static void unseen(
      Check check, int[] codes, Column column, Flags.Collector flags, List<Problem> problems) {
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] == Vocabulary.UNSEEN) {
        note(check, row, "unseen", column, flags, problems);
      }
    }
  }

  private static boolean isOutside(ColumnRule rule, Column column, int row) {
    if (rule.min().isEmpty() && rule.max().isEmpty()) {
      return false;
    }
    OptionalDouble value = number(column, row);
    return value.isPresent()
        && ((rule.min().isPresent() && value.getAsDouble() < rule.min().getAsDouble())
            || (rule.max().isPresent() && value.getAsDouble() > rule.max().getAsDouble()));
  }

  private static OptionalDouble number(Column column, int row) {
    return switch (column) {
      case DoubleColumn doubles -> OptionalDouble.of(doubles.at(row));
      case LongColumn longs -> OptionalDouble.of((double) longs.at(row));
      case DecimalColumn decimals -> OptionalDouble.of(decimals.doubleAt(row));
      default -> OptionalDouble.empty();
    };
  }

  private static void note(
      Check check,
      int row,
      String what,
      Column column,
      Flags.Collector flags,
      List<Problem> problems) {
    if (!check.refuses()) {
      flags.add(row, what + ":" + check.rule.field().name());
    } else if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          Problem.of(ErrorCode.VALUE_INVALID, "the schema does not allow this value: " + what)
              .at("row " + row + ", field '" + check.rule.field().name() + "'")
              .found(shown(column, row))
              .allowed(allowed(check.rule)));
    }
  }

  private static String shown(Column column, int row) {
    if (column.isMissing(row)) {
      return "null";
    }
    if (column instanceof BytesColumn texts) {
      return texts.textAt(row);
    }
    if (column instanceof LongColumn longs) {
      return Long.toString(longs.at(row));
    }
    OptionalDouble value = number(column, row);
    return value.isPresent() ? Double.toString(value.getAsDouble()) : column.type().text();
  }

  private static String allowed(ColumnRule rule) {
    List<String> parts = new ArrayList<>();
    rule.min().ifPresent(min -> parts.add("at least " + min));
    rule.max().ifPresent(max -> parts.add("at most " + max));
    if (!rule.domain().isEmpty()) {
      List<String> some = rule.domain().stream().limit(MOST_VALUES).toList();
      parts.add(
          "one of "
              + String.join(", ", some)
              + (some.size() < rule.domain().size() ? ", ..." : ""));
    }
    if (rule.present() < 1) {
      parts.add("null");
    }
    return parts.isEmpty() ? "a value" : String.join(", ", parts);
  }
}
