package dev.millrace.core.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ValidatorTest {
  private static final TableSchema SCHEMA =
      SchemaYaml.read(
          "schema.yaml",
          """
          columns:
            a: {type: int64, present: 100%, min: 0, max: 10, otherwise: quarantine}
            b: {type: float64, min: -1.5, otherwise: refuse}
            c: {type: utf8, domain: ["x", "it's"]}
            gone: {type: utf8, present: 1%}
            optional: {type: utf8}
          """);

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void everyDepartureIsFound() {
    Landed landed =
        land(
            Tables.columns("a int64", "b float64", "c utf8")
                .row(5, 0.0, "x")
                .row(-1, -2.0, "it's")
                .row(11, Double.NaN, "zebra")
                .row(null, null, null)
                .row(12, -1.5, "")
                .batch(),
            "extra");
    Validation validation = new Validator(SCHEMA, engine).validate(landed);
    assertThat(
            validation.findings().stream().map(f -> f.id() + " " + f.severity() + " " + f.rows()))
        .containsExactlyInAnyOrder(
            "SCHEMA_MISSING_COLUMN:gone ERROR 0",
            "SCHEMA_NEW_COLUMN:extra WARNING 0",
            "FEATURE_TYPE_LOW_FRACTION_PRESENT:a WARNING 1",
            "INT_TYPE_SMALL_INT:a WARNING 1",
            "INT_TYPE_BIG_INT:a WARNING 2",
            "FLOAT_TYPE_SMALL_FLOAT:b ERROR 1",
            "ENUM_TYPE_UNEXPECTED_STRING_VALUES:c WARNING 2");
    assertThat(validation.accepted()).isFalse();
    assertThat(validation.quarantined()).isEqualTo(3);
    assertThat(kept(landed.cut(), validation)).isEqualTo(2);
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    Validation validation =
        new Validator(SCHEMA, engine)
            .validate(land(Tables.columns("a int64").batch(), "b", "c", "gone"));
    assertThat(validation.accepted()).isFalse();
    assertThat(validation.findings().stream().map(Finding::code))
        .containsExactly("DATASET_LOW_NUM_EXAMPLES");
  }

  @Test
  void whatIsCountedApartIsWhatIsLeftOut() {
    SplittableRandom random = new SplittableRandom(51);
    for (int trial = 0; trial < 40; trial++) {
      Batch rows = random(random, random.nextInt(1, 300));
      Landed landed = land(rows);
      Validation validation = new Validator(SCHEMA, engine).validate(landed);
      assertThat(rows.rows() - kept(landed.cut(), validation)).isEqualTo(validation.quarantined());
    }
  }

  @Test
  void aRelaxedRuleIsMet() {
    SplittableRandom random = new SplittableRandom(52);
    for (int trial = 0; trial < 20; trial++) {
      Landed landed = land(random(random, random.nextInt(1, 100)));
      for (Finding finding : new Validator(SCHEMA, engine).validate(landed).findings()) {
        Optional<ColumnRule> relaxed = finding.relaxed();
        if (relaxed.isPresent()) {
          TableSchema wider = SCHEMA.with(relaxed.get());
          assertThat(new Validator(wider, engine).validate(landed).findings())
              .extracting(Finding::id)
              .doesNotContain(finding.id());
        }
      }
    }
  }

  @Test
  void whatASchemaWasInferredFromHasNoFindings() {
    SplittableRandom random = new SplittableRandom(53);
    for (int trial = 0; trial < 20; trial++) {
      Landed landed = land(random(random, random.nextInt(1, 400)));
      List<LandingColumn> columns =
          landed.cut().fields().asList().stream().map(LandingColumn::of).toList();
      TableSchema schema = new SchemaInference(engine).infer(landed.cut(), columns, List.of());
      assertThat(new Validator(schema, engine).validate(landed).findings()).isEmpty();
      assertThat(SchemaYaml.read("s.yaml", SchemaYaml.write(schema, "")).columns())
          .extracting(ColumnRule::domain)
          .isEqualTo(schema.columns().stream().map(ColumnRule::domain).toList());
    }
  }

  @Test
  void aWarningDoesNotRefuse() {
    assertThat(Severity.values()).containsExactly(Severity.WARNING, Severity.ERROR);
    TableSchema mild = SchemaYaml.read("s.yaml", "columns: {c: {type: utf8, domain: [x]}}");
    Landed landed = land(Tables.columns("c utf8").row("y").batch());
    Validation validation = new Validator(mild, engine).validate(landed);
    assertThat(validation.findings()).hasSize(1);
    assertThat(validation.accepted()).isTrue();
  }

  private long kept(DataCut cut, Validation validation) {
    AcceptedRows accepted = new AcceptedRows(validation.violations());
    Scan scan = new Scan(cut, accepted.columns(), List.of(accepted));
    return engine.sample(scan, new SampleSize(100_000, 0)).rows();
  }

  private Landed land(Batch rows, String... more) {
    Landed written = engine.write(rows.fields(), List.of(rows));
    List<ColumnName> source =
        Stream.concat(
                rows.fields().asList().stream().map(Field::name),
                Stream.of(more).map(ColumnName::new))
            .toList();
    return new Landed(written.cut(), source, written.ledger(), Optional.empty(), List.of());
  }

  private static Batch random(SplittableRandom random, int rows) {
    Tables table = Tables.columns("a int64", "b float64", "c utf8");
    List<String> texts = List.of("x", "it's", "y", "");
    for (int row = 0; row < rows; row++) {
      @Nullable Object whole = random.nextInt(9) == 0 ? null : random.nextInt(-2, 13);
      @Nullable Object real = random.nextInt(9) == 0 ? null : random.nextDouble(-2, 5);
      @Nullable Object text = random.nextInt(9) == 0 ? null : texts.get(random.nextInt(4));
      table.row(whole, real, text);
    }
    return table.batch();
  }
}
