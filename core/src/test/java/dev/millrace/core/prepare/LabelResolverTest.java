package dev.millrace.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelResolverTest {
  private static final LabelSettings COLUMN = column(Optional.empty(), Optional.empty());

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void usualWordsTellThePositiveClass() {
    assertThat(classes("utf8", "yes", "no", "yes")).containsExactly("no", "yes");
    assertThat(classes("utf8", "Y", "N", "Y")).containsExactly("N", "Y");
    assertThat(classes("int64", 1, 0, 1)).containsExactly("0", "1");
    assertThat(classes("int64", 1, -1, 1)).containsExactly("-1", "1");
    assertThat(classes("bool", true, false, true)).containsExactly("false", "true");
  }

  @Test
  void otherwiseTheRarerClassIsPositiveUnlessChosen() {
    assertThat(classes("utf8", "cat", "dog", "dog", null)).containsExactly("dog", "cat");
    assertThat(classes("utf8", "cat", "cat", "dog", null)).containsExactly("cat", "dog");
    Batch pets = table("utf8", "cat", "cat", "dog");
    assertThat(resolve(column(Optional.of("cat"), Optional.empty()), pets).classes())
        .containsExactly("dog", "cat");
    Problem absent = refusal(column(Optional.of("cow"), Optional.empty()), pets);
    assertThat(absent.code()).isEqualTo(ErrorCode.LABEL_INVALID);
    assertThat(absent.allowed()).isEqualTo("cat, dog");
  }

  @Test
  void moreClassesAreInOrderOfTheirTexts() {
    Label label = resolve(COLUMN, table("utf8", "c", "a", "b", "a", null));
    assertThat(label.task()).isEqualTo(Task.MULTICLASS);
    assertThat(label.classes()).containsExactly("a", "b", "c");
  }

  @Test
  void numbersAreClassesWhileTheyAreFew() {
    Object[] twenty = IntStream.range(0, 20).boxed().toArray();
    Object[] more = IntStream.range(0, 21).boxed().toArray();
    assertThat(resolve(COLUMN, table("int64", twenty)).task()).isEqualTo(Task.MULTICLASS);
    assertThat(resolve(COLUMN, table("int64", more)).task()).isEqualTo(Task.REGRESSION);
    assertThat(resolve(COLUMN, table("float64", 1.5, 2.5, 3.5)).task()).isEqualTo(Task.REGRESSION);
    assertThat(resolve(COLUMN, table("float64", 0.0, 1.0)).task()).isEqualTo(Task.BINARY);
    LabelSettings number = column(Optional.empty(), Optional.of(Task.REGRESSION));
    assertThat(resolve(number, table("int64", 0, 1)).task()).isEqualTo(Task.REGRESSION);
    assertThat(refusal(number, table("utf8", "0", "1")).code()).isEqualTo(ErrorCode.LABEL_INVALID);
  }

  @Test
  void aTaskThatDoesNotFitTheClassesIsRefused() {
    LabelSettings binary = column(Optional.empty(), Optional.of(Task.BINARY));
    assertThat(refusal(binary, table("utf8", "a", "b", "c")).code())
        .isEqualTo(ErrorCode.LABEL_INVALID);
  }

  @Test
  void whatThePipelineDemandsIsDoneOrRefused() {
    LabelSettings many = column(Optional.empty(), Optional.of(Task.MULTICLASS));
    Problem two = refusal(many, table("utf8", "a", "b"));
    assertThat(two.where()).isEqualTo("label.task");
    assertThat(two.found()).isEqualTo("multiclass");
    assertThat(two.allowed()).isEqualTo("binary");
    LabelSettings positive = column(Optional.of("a"), Optional.empty());
    assertThat(refusal(positive, table("utf8", "a", "b", "c")).where()).isEqualTo("label.positive");
    assertThat(refusal(positive, table("float64", 1.5, 2.5, 3.5)).where())
        .isEqualTo("label.positive");
  }

  @Test
  void numbersWithADecimalCommaAreNotTakenForClasses() {
    Batch prices = table("utf8", "1,5", "-2,25", "10,0", null);
    Problem refused = refusal(COLUMN, prices);
    assertThat(refused.code()).isEqualTo(ErrorCode.LABEL_INVALID);
    assertThat(refused.what()).contains("decimal comma");
    LabelSettings names = column(Optional.empty(), Optional.of(Task.MULTICLASS));
    assertThat(resolve(names, prices).classes()).containsExactly("-2,25", "1,5", "10,0");
    assertThat(classes("utf8", "0,0", "1,0", "0,0")).containsExactly("0,0", "1,0");
  }

  @Test
  void aLabelThatTeachesNothingIsRefused() {
    assertThat(refusal(COLUMN, table("utf8", "a", "a", null)).code())
        .isEqualTo(ErrorCode.LABEL_CONSTANT);
    assertThat(refusal(COLUMN, table("utf8", null, null)).code())
        .isEqualTo(ErrorCode.LABEL_MISSING);
    assertThat(refusal(COLUMN, table("date", 1, 2)).code()).isEqualTo(ErrorCode.LABEL_INVALID);
    Problem absent = refusal(COLUMN, Tables.columns("lable utf8").row("a").batch());
    assertThat(absent.code()).isEqualTo(ErrorCode.LABEL_MISSING);
    assertThat(absent.next()).contains("'lable'");
  }

  @Test
  void anExpressionTellsTheTaskByItsType() {
    Batch rows = Tables.columns("x float64").row(1.0).row(5.0).row(new Object[] {null}).batch();
    Label big = resolve(when("x > 2"), rows);
    assertThat(big.task()).isEqualTo(Task.BINARY);
    assertThat(read(big, rows)).containsExactly(0f, 1f, Float.NaN);
    assertThat(resolve(when("x * 2"), rows).task()).isEqualTo(Task.REGRESSION);
    Batch texts = Tables.columns("x utf8").row("a").batch();
    assertThat(refusal(when("x"), texts).code()).isEqualTo(ErrorCode.LABEL_INVALID);
  }

  @Test
  void rowsWithoutAKnownLabelHaveNone() {
    Label label = resolve(COLUMN, table("utf8", "no", "yes"));
    assertThat(read(label, table("utf8", "yes", null, "maybe", "no", "")))
        .containsExactly(1f, Float.NaN, Float.NaN, 0f, Float.NaN);
    LabelSettings number = column(Optional.empty(), Optional.of(Task.REGRESSION));
    Batch odd =
        table("float64", 1.5, Double.NaN, Double.POSITIVE_INFINITY, -1e300, null, -0.0, 2.0);
    assertThat(read(resolve(number, odd), odd))
        .containsExactly(1.5f, Float.NaN, Float.NaN, Float.NaN, Float.NaN, -0f, 2f);
  }

  private List<String> classes(String type, @Nullable Object... cells) {
    return resolve(COLUMN, table(type, cells)).classes();
  }

  private static Batch table(String type, @Nullable Object... cells) {
    Tables table = Tables.columns("label " + type);
    for (Object cell : cells) {
      table.row(new Object[] {cell});
    }
    return table.batch();
  }

  private Label resolve(LabelSettings settings, Batch rows) {
    return new LabelResolver(settings, engine, cut(rows), List.of()).resolve();
  }

  private Problem refusal(LabelSettings settings, Batch rows) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> resolve(settings, rows));
    assertThat(failure).isNotNull();
    return failure.problems().get(0);
  }

  private float[] read(Label label, Batch rows) {
    RowBatch all = engine.sample(Scan.all(cut(rows)), new SampleSize(1000, 0));
    return label.read(all, rows.fields());
  }

  private DataCut cut(Batch rows) {
    return engine.write(rows.fields(), List.of(rows)).cut();
  }

  private static LabelSettings column(Optional<String> positive, Optional<Task> task) {
    return new LabelSettings(
        Optional.of(new ColumnName("label")), Optional.empty(), Optional.empty(), positive, task);
  }

  private static LabelSettings when(String text) {
    return new LabelSettings(
        Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty(), Optional.empty());
  }
}
