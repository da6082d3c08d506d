package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.history.TableStep.Lag;
import dev.millrace.core.history.TableStep.Rolling;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one column of the {@code history} key. */
final class TableStepReader {
  private static final long MOST_ROWS = 1_000_000;
  private static final String OVER = "'24 rows', or a duration with its unit such as 6h or 7d";

  private static final ValueForm<Window> WINDOW =
      new ValueForm<>(OVER, TableStepReader::window, Window::text);

  private final Problems problems;
  private final List<ColumnName> by;
  private final List<ColumnName> order;

  /**
   * @param by of the series where a column does not say its own
   */
  TableStepReader(Problems problems, List<ColumnName> by, List<ColumnName> order) {
    this.problems = problems;
    this.by = by;
    this.order = order;
  }

  private static Window window(String text) {
    if (text.endsWith(" rows") || text.endsWith(" row")) {
      String count = text.substring(0, text.indexOf(' '));
      return new Window.LastRows(
          Math.toIntExact(ValueForms.whole(1, MOST_ROWS).parse().apply(count)));
    }
    Duration length = ValueForms.duration().parse().apply(text);
    return new Window.LastTime(length);
  }

  Optional<TableStep> read(ConfigNode.Entry entry) {
    String path = "history.columns." + entry.key();
    if (entry.key().isBlank() || entry.key().length() > 200) {
      problems.add(
          Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "a column's name has 1 to 200 characters")
              .at(entry.position().toString()));
      return Optional.empty();
    }
    if (!(entry.value() instanceof ConfigNode.Mapping mapping)) {
      problems.add(
          Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of '" + path + "' is not allowed")
              .at(entry.value().position().toString())
              .found(entry.value().kind())
              .allowed("a mapping such as {lag: COLUMN, rows: 1} or {mean: COLUMN, over: 7d}"));
      return Optional.empty();
    }
    try (Section section = Section.at(path, mapping, problems)) {
      return step(section, entry);
    }
  }

  private Optional<TableStep> step(Section section, ConfigNode.Entry entry) {
    ColumnName output = new ColumnName(entry.key());
    List<ColumnName> own = section.list("by", "columns that name a series", ValueForms.column());
    Series series = new Series(section.has("by") ? own : by, order);
    List<TableStep> found = new ArrayList<>();
    Optional<ColumnName> lag =
        section.optional("lag", "column whose earlier value is taken", ValueForms.column());
    if (lag.isPresent()) {
      int rows =
          section
              .value("rows", "how many rows back", ValueForms.whole(1, MOST_ROWS), 1L)
              .intValue();
      found.add(new Lag(output, lag.get(), rows, series, entry.position()));
    }
    for (Aggregate aggregate : Aggregate.values()) {
      section
          .optional(
              aggregate.text(),
              "column whose " + aggregate.text() + " is taken",
              ValueForms.column())
          .ifPresent(
              column -> {
                Window window =
                    section.required(
                        "over", "how far back the window reaches", WINDOW, new Window.LastRows(1));
                found.add(new Rolling(output, column, aggregate, window, series, entry.position()));
              });
    }
    if (found.size() != 1) {
      problems.add(
          Problem.of(
                  ErrorCode.CONFIG_VALUE_INVALID,
                  found.isEmpty()
                      ? "a column of the history says what it is"
                      : "a column of the history is one thing")
              .at(entry.position() + " (history.columns." + entry.key() + ")")
              .found(String.join(", ", section.keys()))
              .allowed("one of lag, mean, sum, count, min, max"));
      return Optional.empty();
    }
    return Optional.of(found.get(0));
  }
}
