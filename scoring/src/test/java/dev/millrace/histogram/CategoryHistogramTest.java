package dev.millrace.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.category.Cells;
import dev.millrace.category.Vocabulary;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryHistogramTest {
  private static final Vocabulary WORDS = Vocabulary.of(List.of("b", "a", ""));

  @Test
  void knownOtherAndMissingAreCountedApart() {
    CategoryCounter counter = new CategoryCounter(WORDS);
    counter.add(Cells.texts("a", "a", "", "z", null));
    counter.add(Cells.dictionary("b", "z", null, null));
    assertThat(counter.snapshot())
        .isEqualTo(CategoryHistogram.of(WORDS, new long[] {1, 2, 1}, 2, 3));
    assertThat(counter.snapshot().total()).isEqualTo(9);
  }

  @Test
  void partsMergeToTheWholeInAnyOrder() {
    CategoryHistogram a = throughJson(count("a", "b", null));
    CategoryHistogram b = throughJson(count("c", ""));
    CategoryHistogram c = throughJson(count());
    CategoryHistogram whole = count("a", "b", null, "c", "");
    assertThat(a.plus(b).plus(c)).isEqualTo(whole);
    assertThat(c.plus(b.plus(a))).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(c).isEqualTo(CategoryHistogram.empty(WORDS));
  }

  @Test
  void whatIsRefused() {
    CategoryHistogram some = CategoryHistogram.empty(WORDS);
    assertThatThrownBy(
            () -> some.plus(CategoryHistogram.empty(Vocabulary.of(List.of("a", "b", "")))))
        .hasMessageContaining("different vocabularies");
    assertThatThrownBy(() -> CategoryHistogram.of(WORDS, new long[2], 0, 0))
        .hasMessageContaining("2 counts for a vocabulary of 3");
    assertThatThrownBy(
            () ->
                HistogramJson.readCategory(
                    HistogramJson.toJson(new FixedEdgeCounter(Edges.of(0, 1)).snapshot())))
        .isInstanceOf(JsonSyntaxException.class);
  }

  private static CategoryHistogram throughJson(CategoryHistogram histogram) {
    return HistogramJson.readCategory(
        JsonReader.read(CanonicalJson.bytes(HistogramJson.toJson(histogram))));
  }

  private static CategoryHistogram count(@org.jspecify.annotations.Nullable String... cells) {
    CategoryCounter counter = new CategoryCounter(WORDS);
    counter.add(Cells.texts(cells));
    return counter.snapshot();
  }
}
