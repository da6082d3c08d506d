package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForms;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.Supply;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code history} key of a pipeline: columns made from earlier rows.
 *
 * @param steps in file order; none when the key is absent
 */
public record HistorySettings(List<TableStep> steps) {
  /** No columns. */
  public static final HistorySettings NONE = new HistorySettings(List.of());

  public HistorySettings {
    steps = List.copyOf(steps);
  }

  /**
   * Reads the section; problems are noted there.
   *
   * @param time the source's event time, which orders rows when nothing else is said
   */
  public static HistorySettings read(Section section, Optional<ColumnName> time) {
    List<ColumnName> by =
        section.list(
            "by",
            "columns that name a series; without them all rows are one series",
            ValueForms.column());
    List<ColumnName> order =
        section.list(
            "order",
            "columns that tell earlier from later, compared one after the other; without them"
                + " source.time.column",
            ValueForms.column());
    Optional<ConfigNode> columns =
        section.node(
            "columns",
            "columns to make, by name; a row sees rows of its series with an earlier time alone",
            "{lag: COLUMN, rows: N}, or {mean|sum|count|min|max: COLUMN, over: 'N rows' or a"
                + " duration}; either with its own 'by'",
            Shape.SECTION);
    if (columns.isEmpty()) {
      if (section.has("by") || section.has("order")) {
        section
            .problems()
            .add(
                Problem.of(ErrorCode.CONFIG_KEY_MISSING, "the key 'history.columns' is missing")
                    .at(section.position().toString())
                    .next("Add the columns to make, or take 'history' out."));
      }
      return NONE;
    }
    if (!(columns.get() instanceof ConfigNode.Mapping mapping)) {
      section.invalid("history.columns", columns.get(), "a mapping of new names to what they are");
      return NONE;
    }
    List<ColumnName> given = order.isEmpty() ? time.stream().toList() : order;
    if (given.isEmpty()) {
      section
          .problems()
          .add(
              Problem.of(ErrorCode.CONFIG_KEY_MISSING, "a history needs an order")
                  .at(section.position() + " (history.order)")
                  .next("Name the columns that tell earlier from later, or source.time.column."));
      return NONE;
    }
    List<TableStep> steps = new ArrayList<>();
    for (ConfigNode.Entry entry : mapping.entries()) {
      new TableStepReader(section.problems(), by, given).read(entry).ifPresent(steps::add);
    }
    return new HistorySettings(steps);
  }

  /** What whoever scores must know to send the columns. */
  public Map<ColumnName, Supply> supplies() {
    Map<ColumnName, Supply> supplies = new LinkedHashMap<>();
    steps.forEach(step -> supplies.put(step.output(), step.supply()));
    return supplies;
  }

  /** Name of what is made; places in the file do not count. */
  public Digest digest() {
    return CanonicalJson.digest(
        Json.items(
            steps.stream()
                .map(
                    step ->
                        Json.members()
                            .put("output", step.output().value())
                            .put("made", step.supply().toJson())
                            .build())
                .toList()));
  }
}
