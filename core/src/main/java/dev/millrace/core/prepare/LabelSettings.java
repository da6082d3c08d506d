package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.learn.Task;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be predicted: the {@code label} key of a pipeline.
 *
 * @param column the column that holds the label; empty when {@code when} tells it
 * @param name name of a label told by {@code when}
 * @param when expression: true is the positive class, or a number to predict
 * @param positive value of the column that counts as positive; found when absent
 * @param task found from the column when absent
 */
public record LabelSettings(
    Optional<ColumnName> column,
    Optional<String> name,
    Optional<String> when,
    Optional<String> positive,
    Optional<Task> task) {
  public LabelSettings {
    Objects.requireNonNull(column);
    Objects.requireNonNull(name);
    Objects.requireNonNull(when);
    Objects.requireNonNull(positive);
    Objects.requireNonNull(task);
  }

  /** Reads the section; problems are noted there. */
  public static LabelSettings read(Section section) {
    LabelSettings settings =
        new LabelSettings(
            section.optional("column", "the column that holds the label", ValueForms.column()),
            section.optional("name", "name of a label told by an expression", ValueForms.text()),
            section.optional(
                "when",
                "expression that tells the label: true is positive; a number is predicted as one",
                ValueForms.text()),
            section.optional(
                "positive", "value of the column that counts as positive", ValueForms.text()),
            section.optional(
                "task",
                "what to learn; found from the label when absent",
                ValueForms.choice(Task.class)));
    section.scalars("when").forEach(node -> ExpressionCheck.note(node, section.problems()));
    if (settings.column.isPresent() == settings.when.isPresent()) {
      section
          .problems()
          .add(
              Problem.of(
                      ErrorCode.CONFIG_KEY_MISSING,
                      "the label needs either 'label.column' or 'label.when'")
                  .at(section.position().toString())
                  .next("Name the column, or write an expression such as tips > 0.2 * fare."));
    }
    if (settings.when.isPresent() && settings.positive.isPresent()) {
      section
          .problems()
          .add(
              Problem.of(
                      ErrorCode.CONFIG_VALUE_INVALID,
                      "'label.positive' goes with 'label.column', and only with it")
                  .at(section.position().toString())
                  .next("Take it out: rows for which 'label.when' is true are positive."));
    }
    return settings;
  }

  /** Name of the label in reports. */
  public String label() {
    return name.or(() -> column.map(ColumnName::value)).or(() -> when).orElse("label");
  }
}
