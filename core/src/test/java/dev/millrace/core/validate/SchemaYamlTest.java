package dev.millrace.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SchemaYamlTest {
  private static final List<String> ODD =
      List.of(
          "plain",
          "with space",
          "colon: here",
          "# hash",
          "'single'",
          "\"double\"",
          "back\\slash",
          "~",
          "null",
          "true",
          "- item",
          "{a: 1}",
          "[x]",
          "ß 日本 🚕",
          "*star",
          "&amp",
          "%",
          "007",
          "!tag",
          "key?",
          "a\u2028b",
          "\ufeffmark",
          "trailing ",
          " leading",
          "'",
          "\"",
          "\\");
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOL,
          ColumnType.INT64,
          ColumnType.FLOAT64,
          ColumnType.UTF8,
          ColumnType.DATE,
          ColumnType.INSTANT,
          ColumnType.LOCAL_DATETIME,
          ColumnType.parse("decimal(12,2)"));

  @Test
  void whatIsWrittenIsReadBack() {
    SplittableRandom random = new SplittableRandom(41);
    for (int trial = 0; trial < 200; trial++) {
      TableSchema schema = schema(random);
      String text = SchemaYaml.write(schema, "two\nlines");
      TableSchema again = SchemaYaml.read("schema.yaml", text);
      assertThat(again).as(text).isEqualTo(plain(schema));
      assertThat(SchemaYaml.digest(again)).isEqualTo(SchemaYaml.digest(schema));
    }
  }

  @Test
  void aReasonIsACommentAndNoPartOfTheDigest() {
    ColumnRule rule = rule(new SplittableRandom(1), "a", ColumnType.INT64);
    TableSchema without = new TableSchema(List.of(rule), NewColumns.WARN, 0.01);
    TableSchema with = without.with(rule.withReasons(Map.of("type", "all\nwhole")));
    assertThat(SchemaYaml.write(with, "")).contains("# all whole");
    assertThat(SchemaYaml.digest(with)).isEqualTo(SchemaYaml.digest(without));
  }

  @Test
  void whatDoesNotGoWithTheTypeIsRefusedAllAtOnce() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () ->
                SchemaYaml.read(
                    "schema.yaml",
                    """
                    config-version: 2
                    columns:
                      a: {type: utf8, min: 0}
                      b: {type: float64, domain: [x]}
                      c: {type: integer}
                      d: {presnt: 1}
                      e: utf8
                    """));
    assertThat(failure.problems()).hasSize(7);
    assertThat(failure.problems()).allMatch(p -> p.where().startsWith("schema.yaml:"));
    assertThat(failure.problems().stream().map(p -> p.next())).anyMatch(n -> n.contains("present"));
  }

  @Test
  void aSchemaNeedsColumns() {
    assertThat(
            catchThrowableOfType(
                MillraceException.class, () -> SchemaYaml.read("s.yaml", "config-version: 1")))
        .isNotNull();
  }

  /** Every key that is checked on statistics, as it is written again. */
  @Test
  void expectationsOfStatisticsAreWrittenAsTheyAreRead() {
    String text =
        """
        config-version: 1
        new-columns: warn
        most-rejected: 1%
        default-environments: ["training", "serving"]
        most-domain-values: 400
        examples: {min: 10, max: 1000000}
        examples-drift: {min: 0.5, max: 2}
        examples-version: {max: 1.5}
        severities:
          SCHEMA_MISSING_COLUMN: warning
        domains:
          "letters": ["a", "b"]
        checks:
          - {name: "few", column: "f", must: "unique < 9", against: previous, severity: warning, environments: ["training"]}
        columns:
          "a":
            type: int64
            min-count: 3
            value-count: {min: 1, max: 2}
            int-domain: {min: -1, max: 9, categorical: true}
            unique: {min: 1, max: 4}
            environments: ["batch"]
            not-environments: ["serving"]
            lifecycle: beta
            drift: {infinity-norm: 0.1, jensen-shannon-divergence: 0.2, normalized-abs-difference: 0.3}
            skew: {jensen-shannon-divergence: 0.4, histogram: quantiles}
          "b":
            type: float64
            value-counts: [{min: 1}, {max: 2}]
            float-domain: {min: 0.5, disallow-nan: true, disallow-inf: true}
          "c":
            type: utf8
            shape: [2, 3]
            domain-name: "letters"
            min-domain-mass: 0.9
          "d":
            type: utf8
            bool-domain: {true-value: "y", false-value: "n"}
          "e":
            type: utf8
            semantic-domain: url
        """;
    TableSchema schema = SchemaYaml.read("schema.yaml", text);
    assertThat(SchemaYaml.write(schema, "")).isEqualTo(text);
    assertThat(SchemaYaml.read("again", SchemaYaml.write(schema, ""))).isEqualTo(schema);
  }

  /** A finding keeps the rule alone, without the domains that the schema names elsewhere. */
  @Test
  void theRuleOfAFindingIsReadBack() {
    ColumnRule rule =
        SchemaYaml.read(
                "schema.yaml",
                "domains: {letters: [a]}\ncolumns: {f: {type: utf8, domain-name: letters}}")
            .columns()
            .getFirst();
    Finding finding =
        new Finding(
            "FEATURE_TYPE_NOT_PRESENT",
            "f",
            Finding.Severity.ERROR,
            "no value",
            "0",
            "1",
            0,
            Optional.of(rule));
    Validation validation =
        new Validation(List.of(finding), List.of(), new RowLedger(1, 1, 0), Optional.empty());
    assertThat(ValidationJson.validation(ValidationJson.of(validation))).isEqualTo(validation);
  }

  @Test
  void whatIsNotCheckedIsRefusedByName() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () ->
                SchemaYaml.draft(
                    "schema.yaml",
                    """
                    sparse-feature: {name: s}
                    checks: [{column: a, must: mean > 0, sql: SELECT 1}, {column: a, must: 1 +}]
                    columns:
                      a: {type: utf8, struct-domain: {}}
                      b: {type: utf8, image-domain: {}}
                      c: {type: utf8, natural-language-domain: {}}
                    """));
    assertThat(failure.problems().stream().map(problem -> problem.what() + problem.found()))
        .hasSize(6)
        .filteredOn(words -> words.contains("is not taken"))
        .hasSize(5);
  }

  private static TableSchema plain(TableSchema schema) {
    return new TableSchema(
        schema.columns().stream().map(rule -> rule.withReasons(Map.of())).toList(),
        schema.newColumns(),
        schema.mostRejected(),
        schema.expectations());
  }

  private static TableSchema schema(SplittableRandom random) {
    List<ColumnRule> rules = new ArrayList<>();
    for (String name : ODD) {
      if (random.nextBoolean()) {
        rules.add(rule(random, name, TYPES.get(random.nextInt(TYPES.size()))));
      }
    }
    return new TableSchema(
        rules, any(random, List.of(NewColumns.values())), random.nextInt(1001) / 1000.0);
  }

  private static ColumnRule rule(SplittableRandom random, String name, ColumnType type) {
    OptionalDouble min = OptionalDouble.empty();
    OptionalDouble max = OptionalDouble.empty();
    if (type.isNumeric() && random.nextBoolean()) {
      min = OptionalDouble.of(random.nextBoolean() ? random.nextInt(-9, 9) : random.nextDouble());
      max = OptionalDouble.of(random.nextDouble(10, 1e20));
    }
    List<String> domain = List.of();
    if (type.equals(ColumnType.UTF8)) {
      domain = texts(random, List.of("", "\n", "\t", "a\r\nb", "\u0000", "\u0085", "x"));
    } else if (type.equals(ColumnType.INT64)) {
      domain = texts(random, List.of("-1", "0", "9223372036854775807"));
    }
    return new ColumnRule(
        new Field(new dev.millrace.column.ColumnName(name), type),
        texts(random, ODD),
        any(random, List.of(TemporalForm.values())),
        random.nextInt(1001) / 1000.0,
        min,
        max,
        domain,
        any(random, List.of(Otherwise.values())),
        Map.of("type", "because"));
  }

  private static <T> T any(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<String> texts(SplittableRandom random, List<String> from) {
    return from.stream().filter(text -> random.nextInt(3) == 0).toList();
  }
}
