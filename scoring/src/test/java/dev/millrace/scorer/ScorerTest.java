package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.Validity;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.OutputMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {

  @Test
  void aRowsScoresDoNotDependOnTheRowsBesideIt() {
    Batch rows = SampleScorers.rows();
    for (Scorer scorer : SampleScorers.all()) {
      Scores together = scorer.score(rows);
      for (int row = 0; row < rows.rows(); row++) {
        Scores alone = scorer.score(rows.select(new int[] {row}));
        for (int output = 0; output < together.outputs(); output++) {
          assertThat(alone.margin(0, output)).isEqualTo(together.margin(row, output));
          assertThat(alone.score(0, output)).isEqualTo(together.score(row, output));
        }
      }
    }
  }

  @Test
  void columnsMayComeInAnyOrderWithOthersBesideThem() {
    Batch rows = SampleScorers.rows();
    List<Field> reversed = new ArrayList<>(SampleScorers.FIELDS.asList());
    Collections.reverse(reversed);
    Batch other =
        rows.project(new Fields(reversed))
            .plus(new ColumnName("x"), DoubleColumn.owning(new double[6], Validity.all(6)));
    Scorer scorer = SampleScorers.binaryTrees();
    for (Batch batch : List.of(rows, other, rows)) {
      assertThat(scorer.score(batch).score(3, 0)).isEqualTo(scorer.score(rows).score(3, 0));
    }
  }

  @Test
  void scoresAreThoseOfTheFeatures() {
    Scorer scorer = SampleScorers.classTrees();
    FeatureMatrix features = scorer.features(SampleScorers.rows());
    assertThat(features.width()).isEqualTo(5);
    Scores fromRows = scorer.score(SampleScorers.rows());
    Scores fromFeatures = scorer.score(features);
    assertThat(fromFeatures.score(5, 2)).isEqualTo(fromRows.score(5, 2));
    assertThat(fromRows.labels()).containsExactly("a", "ß", "");
    assertThat(fromRows.probability(5, 2)).isEqualTo(fromRows.score(5, 2));
  }

  @Test
  void probabilitiesOfTwoClassesAddUpToOne() {
    Scores scores = SampleScorers.binaryTrees().score(SampleScorers.rows());
    assertThat(scores.outputs()).isEqualTo(1);
    assertThat(scores.probability(0, 1)).isEqualTo(scores.score(0, 0));
    assertThat(scores.probability(0, 0)).isEqualTo(1 - scores.score(0, 0));
    assertThatThrownBy(() -> scores.probability(0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scores.score(6, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noRowsGiveNoScores() {
    Batch none = SampleScorers.rows().select(new int[0]);
    assertThat(SampleScorers.binaryTrees().score(none).rows()).isZero();
  }

  @Test
  void rowsWithoutAColumnAreRefusedByName() {
    Batch rows = SampleScorers.rows().project(Fields.of(SampleScorers.FIELDS.at(0)));
    assertThatThrownBy(() -> SampleScorers.constant().score(rows))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISSING);
              assertThat(e.problems()).hasSize(2);
            })
        .hasMessageContaining("'company'");
  }

  @Test
  void partsThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(
            () ->
                new Scorer(
                    SampleScorers.plan(), ConstantModel.of(4, 1), OutputMapping.regression()))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("gives 5 features");
    assertThatThrownBy(
            () ->
                new Scorer(
                    SampleScorers.plan(),
                    ConstantModel.of(5, 1),
                    OutputMapping.classes(List.of("a", "b"))))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("1 outputs");
  }
}
