package dev.millrace.core.ingest;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.ingest.PipelineGuess.Made;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.Semantics.Meaning;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of text that are really numbers or days, by all the values of a sample. */
final class WrittenColumns {
  private final TableProfile profile;
  private final RowBatch sample;

  WrittenColumns(TableProfile profile, RowBatch sample) {
    this.profile = profile;
    this.sample = sample;
  }

  /** How a column is written; empty for what is text, or of another type. */
  Optional<WrittenForm> find(ColumnProfile column) {
    Meaning meaning = column.semantics().meaning();
    if (!column.field().type().equals(ColumnType.UTF8)
        || meaning == Meaning.CONSTANT
        || meaning == Meaning.ALL_MISSING) {
      return Optional.empty();
    }
    ColumnName name = column.field().name();
    BytesColumn texts = (BytesColumn) sample.values().column(name);
    List<String> values = new ArrayList<>();
    for (int row = 0; row < texts.rows(); row++) {
      if (!texts.isMissing(row)) {
        values.add(texts.textAt(row));
      }
    }
    return WrittenForm.of(name, values);
  }

  /**
   * Features that expressions read; the columns themselves are dropped, with the reason.
   *
   * @param drop columns that are no features already; those dropped for another reason stay so
   */
  List<Made> features(ColumnProfile label, Map<String, String> drop) {
    List<Made> made = new ArrayList<>();
    for (ColumnProfile column : profile.columns()) {
      String name = column.field().name().value();
      if (name.equals(label.field().name().value()) || isLeak(column, drop)) {
        continue;
      }
      find(column)
          .ifPresent(
              form -> {
                List<Made> here =
                    form.expression().map(text -> made(name, form, text)).orElse(List.of());
                made.addAll(here);
                drop.put(name, form.what() + "; " + then(form, here));
              });
    }
    return made;
  }

  /** Dropped for what it tells, not for being text. */
  private static boolean isLeak(ColumnProfile column, Map<String, String> drop) {
    return drop.containsKey(column.field().name().value())
        && column.semantics().meaning() != Meaning.IDENTIFIER;
  }

  private static List<Made> made(String name, WrittenForm form, String expression) {
    return form.kind() == WrittenForm.Kind.NUMBER
        ? List.of(new Made(name + ":number", expression, Optional.empty()))
        : List.of(
            new Made(name + ":weekday", expression, Optional.of("weekday")),
            new Made(name + ":month", expression, Optional.of("month")));
  }

  private static String then(WrittenForm form, List<Made> made) {
    if (made.isEmpty()) {
      return form.next();
    }
    String names = String.join(" and ", made.stream().map(Made::name).toList());
    return form.kind() == WrittenForm.Kind.DAY
        ? names + " read them; to split by time, write them as 2024-01-31 in the data"
        : names + " reads them";
  }
}
