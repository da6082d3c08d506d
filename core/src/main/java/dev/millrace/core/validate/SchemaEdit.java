package dev.millrace.core.validate;

import dev.millrace.core.config.YamlEdit;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A rule changed in the text of {@code schema.yaml}: only the values that differ are written anew,
 * and what people wrote around them stays.
 */
public final class SchemaEdit {
  private SchemaEdit() {}

  /**
   * The text with a rule in place of the column's own.
   *
   * @param file name for messages
   * @param rule the column's rule, with another share, range or domain
   * @throws dev.millrace.error.MillraceException SCHEMA_INVALID when the text has no such column or
   *     cannot be changed in its place
   */
  public static String change(String file, String text, ColumnRule rule) {
    TableSchema before = SchemaYaml.read(file, text);
    ColumnRule now =
        before
            .find(rule.field().name())
            .orElseThrow(() -> byHand(file, "the column is not in the schema", rule).asException());
    YamlEdit edit = YamlEdit.of(text);
    String column = rule.field().name().value();
    if (now.present() != rule.present()) {
      edit = edit.replace(List.of("columns", column, "present"), SchemaYaml.share(rule.present()));
    }
    edit = bound(edit, column, "min", now.min(), rule.min());
    edit = bound(edit, column, "max", now.max(), rule.max());
    List<String> more = new ArrayList<>(rule.domain());
    more.removeAll(now.domain());
    if (!more.isEmpty()) {
      edit =
          edit.append(
              List.of("columns", column, "domain"), more.stream().map(SchemaYaml::quoted).toList());
    }
    TableSchema after = SchemaYaml.read(file, edit.text());
    if (!after.withoutReasons().equals(before.with(rule).withoutReasons())) {
      throw byHand(file, "the schema cannot be changed in its place", rule).asException();
    }
    return edit.text();
  }

  private static YamlEdit bound(
      YamlEdit edit, String column, String key, OptionalDouble now, OptionalDouble then) {
    return then.isEmpty() || then.equals(now)
        ? edit
        : edit.replace(List.of("columns", column, key), SchemaYaml.number(then.getAsDouble()));
  }

  private static Problem byHand(String file, String what, ColumnRule rule) {
    return Problem.of(ErrorCode.SCHEMA_INVALID, what)
        .at(file)
        .found(rule.field().name().value())
        .next("Write this under 'columns' by hand:\n" + SchemaYaml.writeRule(rule));
  }
}
