package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads and writes {@code schema.yaml}; what is written reads back as the same schema. */
public final class SchemaYaml {
  static final ValueForm<ColumnType> TYPE =
      new ValueForm<>(
          "bool, int64, float64, decimal(P,S), utf8, bytes, date, instant, local-datetime",
          ColumnType::parse,
          ColumnType::text);
  private static final ValueForm<Double> NUMBER = ValueForms.real(-1e308, 1e308);

  /** A share, or a number that is none, which is told with the other faults. */
  private static final ValueForm<Double> SHARE =
      new ValueForm<>(
          ValueForms.share().allowed(),
          text -> {
            try {
              return ValueForms.share().parse().apply(text);
            } catch (IllegalArgumentException e) {
              return NUMBER.parse().apply(text);
            }
          },
          ValueForms.share().print());

  private SchemaYaml() {}

  /**
   * Reads a schema.
   *
   * @param file name for messages
   * @throws dev.millrace.error.MillraceException with everything that is wrong, among it what
   *     {@link SchemaFaults} finds
   */
  public static TableSchema read(String file, String text) {
    Problems problems = new Problems();
    SchemaDraft draft = draft(file, text, problems);
    SchemaFaults faults = new SchemaFaults(draft.expectations());
    for (DraftColumn column : draft.columns()) {
      faults.of(column).forEach(fault -> problems.add(fault.problem(column)));
    }
    problems.throwIfAny();
    return new TableSchema(
        draft.columns().stream().map(SchemaYaml::rule).toList(),
        draft.newColumns(),
        draft.mostRejected(),
        draft.expectations());
  }

  /**
   * Reads what a schema says without asking whether it makes sense.
   *
   * @param file name for messages
   * @throws dev.millrace.error.MillraceException for keys and values that are of no known form
   */
  public static SchemaDraft draft(String file, String text) {
    Problems problems = new Problems();
    SchemaDraft draft = draft(file, text, problems);
    problems.throwIfAny();
    return draft;
  }

  /** The first rule of a text; names that only the whole schema explains are left as they are. */
  static ColumnRule readRule(String file, String text) {
    return rule(draft(file, text).columns().getFirst());
  }

  private static SchemaDraft draft(String file, String text, Problems problems) {
    ConfigNode.Mapping mapping = YamlReader.read(file, text);
    try (Section top = Section.top(mapping, problems)) {
      requireVersion(top);
      NewColumns newColumns =
          top.value(
              "new-columns",
              "what happens to columns that are not named here",
              ValueForms.choice(NewColumns.class),
              NewColumns.WARN);
      double rejected =
          top.value(
              "most-rejected", "largest share of unreadable records", ValueForms.share(), 0.01);
      TableExpectations expectations = ExpectationsReader.table(top);
      return new SchemaDraft(columns(top, problems), newColumns, rejected, expectations);
    }
  }

  private static void requireVersion(Section top) {
    top.value("config-version", "version of this file's form", ValueForms.whole(1, 1), 1L);
  }

  private static List<DraftColumn> columns(Section top, Problems problems) {
    Optional<ConfigNode> node =
        top.node("columns", "the columns by name", "a mapping", Shape.SECTION);
    List<DraftColumn> columns = new ArrayList<>();
    if (node.isPresent() && node.get() instanceof ConfigNode.Mapping named) {
      for (ConfigNode.Entry entry : named.entries()) {
        String path = "columns." + entry.key();
        if (!(entry.value() instanceof ConfigNode.Mapping rule)) {
          top.invalid(path, entry.value(), "a mapping with at least 'type'");
          continue;
        }
        try (Section section = Section.at(path, rule, problems)) {
          columns.add(column(Optional.of(entry.key()), section));
        }
      }
    } else if (node.isPresent() && node.get() instanceof ConfigNode.Items listed) {
      for (ConfigNode item : listed.values()) {
        if (!(item instanceof ConfigNode.Mapping rule)) {
          top.invalid("columns", item, "a mapping with at least 'name' and 'type'");
          continue;
        }
        try (Section section = Section.at("columns", rule, problems)) {
          columns.add(column(section.optional("name", "the column", ValueForms.text()), section));
        }
      }
    } else {
      problems.add(
          Problem.of(ErrorCode.SCHEMA_INVALID, "a schema needs its columns")
              .at(top.position().toString())
              .next("Add 'columns:' with a mapping of names to rules."));
    }
    names(columns, problems);
    return columns;
  }

  private static void names(List<DraftColumn> columns, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (DraftColumn column : columns) {
      if (column.title().isEmpty()) {
        continue; // a fault, told as such
      }
      try {
        var _ = new ColumnName(column.title());
      } catch (IllegalArgumentException e) {
        problems.add(
            Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "this is no name of a column")
                .at(column.place())
                .found(column.title())
                .allowed(String.valueOf(e.getMessage())));
      }
      if (!seen.add(column.title())) {
        problems.add(
            Problem.of(ErrorCode.SCHEMA_INVALID, "a column is named twice")
                .at(column.place())
                .found(column.title()));
      }
    }
  }

  private static DraftColumn column(Optional<String> name, Section section) {
    Optional<ColumnType> type =
        section.has("type")
            ? section
                .optional("type", "type of the column's values", TYPE)
                .or(() -> Optional.of(ColumnType.UTF8)) // told already
            : section.optional("type", "type of the column's values", TYPE);
    return new DraftColumn(
        section.position().toString(),
        name,
        type,
        section.list("missing", "texts that mean missing", ValueForms.text()),
        section.value(
            "unit",
            "how times are written",
            ValueForms.choice(TemporalForm.class),
            TemporalForm.ISO),
        optional(section.optional("present", "least share of rows with a value", SHARE)),
        optional(section.optional("min", "least value", NUMBER)),
        optional(section.optional("max", "greatest value", NUMBER)),
        section.list("domain", "the values it may have", ValueForms.text()),
        section.value(
            "otherwise",
            "what happens to a value outside range or domain",
            ValueForms.choice(Otherwise.class),
            Otherwise.WARN),
        ExpectationsReader.column(section));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static ColumnRule rule(DraftColumn column) {
    return new ColumnRule(
        new Field(new ColumnName(column.title()), column.type().orElseThrow()),
        column.missingMarks(),
        column.temporal(),
        column.present().orElse(0),
        column.min(),
        column.max(),
        column.domain(),
        column.otherwise(),
        column.expectations(),
        Map.of());
  }

  /** Name of a schema: equal for equal rules, whatever their reasons and comments. */
  public static Digest digest(TableSchema schema) {
    return Digest.ofBytes(writePlain(schema).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a schema without comments. */
  static String writePlain(TableSchema schema) {
    return write(
        new TableSchema(
            schema.columns().stream().map(rule -> rule.withReasons(Map.of())).toList(),
            schema.newColumns(),
            schema.mostRejected(),
            schema.expectations()),
        "");
  }

  /** Writes a schema, each constraint with its reason as a comment. */
  public static String write(TableSchema schema, String heading) {
    StringBuilder out = new StringBuilder();
    heading.lines().forEach(line -> out.append("# ").append(line).append('\n'));
    out.append("config-version: 1\n");
    out.append("new-columns: ")
        .append(ValueForms.choice(NewColumns.class).print().apply(schema.newColumns()))
        .append('\n');
    out.append("most-rejected: ").append(share(schema.mostRejected())).append('\n');
    out.append(ExpectationsYaml.table(schema.expectations())).append("columns:\n");
    schema.columns().forEach(rule -> rule(out, rule));
    return out.toString();
  }

  /** One column's rule, as it stands in the file. */
  public static String writeRule(ColumnRule rule) {
    StringBuilder out = new StringBuilder();
    rule(out, rule);
    return out.toString();
  }

  private static void rule(StringBuilder out, ColumnRule rule) {
    out.append("  ").append(quoted(rule.field().name().value())).append(":\n");
    line(out, rule, "type", rule.field().type().text());
    if (!rule.missingMarks().isEmpty()) {
      line(out, rule, "missing", list(rule.missingMarks()));
    }
    if (rule.temporal() != TemporalForm.ISO) {
      line(out, rule, "unit", ValueForms.choice(TemporalForm.class).print().apply(rule.temporal()));
    }
    if (rule.present() > 0) {
      line(out, rule, "present", share(rule.present()));
    }
    rule.min().ifPresent(min -> line(out, rule, "min", number(min)));
    rule.max().ifPresent(max -> line(out, rule, "max", number(max)));
    if (!rule.domain().isEmpty()) {
      line(out, rule, "domain", list(rule.domain()));
    }
    if (rule.otherwise() != Otherwise.WARN) {
      line(
          out,
          rule,
          "otherwise",
          ValueForms.choice(Otherwise.class).print().apply(rule.otherwise()));
    }
    ExpectationsYaml.column(rule.expectations())
        .forEach((key, value) -> line(out, rule, key, value));
  }

  private static void line(StringBuilder out, ColumnRule rule, String key, String value) {
    out.append("    ").append(key).append(": ").append(value);
    String reason = rule.reasons().get(key);
    if (reason != null) {
      out.append("  # ").append(reason.replace('\n', ' '));
    }
    out.append('\n');
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values.stream().map(SchemaYaml::quoted).toList()) + "]";
  }

  /** A share as it stands in the file. */
  static String share(double value) {
    return ValueForms.share().print().apply(value);
  }

  /** A number as it stands in the file. */
  static String number(double value) {
    return NUMBER.print().apply(value);
  }

  /** Always quoted: no text of the data can mean anything to YAML. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean odd = c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xfeff;
          boolean unprintable = odd || c == 0x2028 || c == 0x2029 || c > 0xfffd;
          if (unprintable) {
            out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
