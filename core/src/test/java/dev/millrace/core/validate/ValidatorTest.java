package dev.millrace.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static final Digest OBJECT = Digest.ofBytes(new byte[] {1});

  @TempDir Path folder;

  private final ReferenceEngine engine = new ReferenceEngine();

  private RowQuarantine quarantine() {
    return new RowQuarantine(blobs(), folder, List.of(OBJECT));
  }

  private TableProfile profile(Landed landed) {
    return TableProfiler.profile(engine, Scan.all(landed.cut()));
  }

  private MemoryBlobs blobs() {
    return new MemoryBlobs(folder);
  }

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
    Validation validation =
        new Validator(SCHEMA, engine, quarantine()).validate(landed, profile(landed));
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
  void rowsThatBreakAQuarantiningRuleAreKeptWhole() throws IOException {
    MemoryBlobs blobs = blobs();
    Landed landed =
        land(
            Tables.columns("a int64", "b float64", "c utf8")
                .row(5, 0.0, "x")
                .row(-1, Double.POSITIVE_INFINITY, "it's")
                .row(11, Double.NaN, null)
                .batch());
    RowQuarantine quarantine = new RowQuarantine(blobs, folder, List.of(OBJECT));

    Validation validation =
        new Validator(SCHEMA, engine, quarantine).validate(landed, profile(landed));

    assertThat(validation.rows()).isEqualTo(new RowLedger(3, 1, 2));
    String lines =
        new String(
            blobs.open(validation.quarantine().orElseThrow()).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(lines.lines().map(line -> line.replaceAll("\"row\":\"[0-9a-f]{16}\"", "ROW")))
        .containsExactly(
            "{\"broke\":[{\"reason\":\"INT_TYPE_SMALL_INT:a\",\"rule\":\"a < 0\"}],\"cells\":"
                + "{\"a\":-1,\"b\":\"Infinity\",\"c\":\"it's\"},\"object\":\""
                + OBJECT.hex()
                + "\",\"ordinal\":1,ROW,\"version\":1}",
            "{\"broke\":[{\"reason\":\"INT_TYPE_BIG_INT:a\",\"rule\":\"a > 10\"}],\"cells\":"
                + "{\"a\":11,\"b\":\"NaN\",\"c\":null},\"object\":\""
                + OBJECT.hex()
                + "\",\"ordinal\":2,ROW,\"version\":1}");
    assertThat(ValidationJson.validation(ValidationJson.of(validation))).isEqualTo(validation);
    assertThat(new ValidationForm().blobs(validation))
        .containsExactlyElementsOf(validation.quarantine().stream().toList());
  }

  @Test
  void rowsThatAreLostOrCountedTwiceAreNoticed() {
    assertThat(new RowLedger(3, 1, 2).accepted()).isEqualTo(1);
    assertThatThrownBy(() -> new RowLedger(3, 1, 1))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("1 accepted and 1 in quarantine");
  }

  @Test
  void findingsAcceptedOneAfterTheOtherAddUp() {
    TableSchema schema =
        SchemaYaml.read(
            "s.yaml",
            "columns: {a: {type: int64, present: 100%, min: 0, max: 10}, c: {type: utf8, domain:"
                + " [x]}}");
    Landed landed =
        land(Tables.columns("a int64", "c utf8").row(-3, "x").row(12, "y").row(null, "z").batch());
    List<Finding> findings =
        new Validator(schema, engine, quarantine()).validate(landed, profile(landed)).findings();
    assertThat(findings).hasSize(4);
    TableSchema accepted = schema;
    for (Finding finding : findings) {
      ColumnRule now = accepted.find(new ColumnName(finding.column())).orElseThrow();
      accepted = accepted.with(finding.relax(now).orElseThrow());
    }
    assertThat(
            new Validator(accepted, engine, quarantine())
                .validate(landed, profile(landed))
                .findings())
        .isEmpty();
    ColumnRule a = accepted.find(new ColumnName("a")).orElseThrow();
    assertThat(a.min()).hasValue(-3);
    assertThat(a.max()).hasValue(12);
  }

  @Test
  void aTableWithoutRowsIsRefused() {
    Landed landed = land(Tables.columns("a int64").batch(), "b", "c", "gone");
    Validation validation =
        new Validator(SCHEMA, engine, quarantine()).validate(landed, profile(landed));
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
      Validation validation =
          new Validator(SCHEMA, engine, quarantine()).validate(landed, profile(landed));
      assertThat(rows.rows() - kept(landed.cut(), validation)).isEqualTo(validation.quarantined());
    }
  }

  @Test
  void noRowBreaksARuleThatFiguresShowToBeKept() {
    SplittableRandom random = new SplittableRandom(54);
    int kept = 0;
    for (int trial = 0; trial < 200; trial++) {
      Landed landed = land(random(random, random.nextInt(1, 12)));
      TableProfile profile = profile(landed);
      for (ColumnRule rule : SCHEMA.columns()) {
        if (landed.cut().fields().find(rule.field().name()).isEmpty()) {
          continue;
        }
        for (ValueRules.ValueRule value : ValueRules.of(rule)) {
          if (KeptRules.isKept(value, profile)) {
            RuleCounts counter = new RuleCounts(List.of(value.violation()), Set.of());
            assertThat(engine.collect(Scan.all(landed.cut()), counter)[0]).isZero();
            kept++;
          }
        }
      }
    }
    assertThat(kept).isGreaterThan(50);
  }

  @Test
  void aRelaxedRuleIsMet() {
    SplittableRandom random = new SplittableRandom(52);
    for (int trial = 0; trial < 20; trial++) {
      Landed landed = land(random(random, random.nextInt(1, 100)));
      for (Finding finding :
          new Validator(SCHEMA, engine, quarantine())
              .validate(landed, profile(landed))
              .findings()) {
        Optional<ColumnRule> relaxed = finding.relaxed();
        if (relaxed.isPresent()) {
          TableSchema wider = SCHEMA.with(relaxed.get());
          assertThat(
                  new Validator(wider, engine, quarantine())
                      .validate(landed, profile(landed))
                      .findings())
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
      TableSchema schema = SchemaInference.infer(profile(landed), columns, List.of());
      assertThat(
              new Validator(schema, engine, quarantine())
                  .validate(landed, profile(landed))
                  .findings())
          .isEmpty();
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
    Validation validation =
        new Validator(mild, engine, quarantine()).validate(landed, profile(landed));
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
