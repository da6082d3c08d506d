package dev.millrace.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.ColumnName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people wrote into schema.yaml stays, to the byte, when a rule of it is changed. */
final class SchemaEditTest {
  private static final String TEXT =
      """
      # Ours. Ask Ada before you change 'fare'. 🚕

      most-rejected: 5%   # the old meters
      columns:
        # what people pay
        "fare":

          max: 100   # dollars
          type: float64
          min: 0     # never pay us to ride

        company: { domain: [a, 'b'] , type: utf8, present: 90% } # two of them
        zone:
          domain:
          - north   # cold

          # those below are new
          - south
          type: utf8
        code: {type: int64, domain: 7}
      # the end
      new-columns: ignore
      config-version: 1
      """;

  @Test
  void onlyTheValueIsWrittenAnew() {
    changed("max: 100 ", "max: 250 ", range("fare", 0, 250));
    changed("min: 0 ", "min: -3.5 ", range("fare", -3.5, 100));
    changed("[a, 'b']", "[a, 'b', \"c, d\", \"#\"]", more("company", "c, d", "#"));
    changed("present: 90%", "present: 70%", rule("company").withPresent(0.7));
    changed("  - south\n", "  - south\n    - \"west\"\n", more("zone", "west"));
    changed("domain: 7", "domain: [7, \"8\"]", more("code", "8"));
  }

  @Test
  void twoChangesOfOneColumnAreBothKept() {
    String least = SchemaEdit.change("s", TEXT, range("fare", -1, 100));
    ColumnRule now = SchemaYaml.read("s", least).find(new ColumnName("fare")).orElseThrow();
    String both = SchemaEdit.change("s", least, now.withGreatest(OptionalDouble.of(300)));
    assertThat(both)
        .isEqualTo(TEXT.replace("max: 100 ", "max: 300 ").replace("min: 0 ", "min: -1 "));
  }

  @Test
  void linesOfAnotherSystemStayThose() {
    String theirs = TEXT.replace("\n", "\r\n");
    assertThat(SchemaEdit.change("s", theirs, more("zone", "west")))
        .isEqualTo(theirs.replace("- south\r\n", "- south\r\n    - \"west\"\r\n"));
  }

  @Test
  void aFileWithoutItsLastLineEndIsChangedToo() {
    String text = "columns:\n  zone:\n    type: utf8\n    domain:\n      - a";
    ColumnRule rule = rule(text, "zone").withDomain(List.of("a", "b"));
    assertThat(SchemaEdit.change("s", text, rule)).isEqualTo(text + "\n      - \"b\"");
  }

  @Test
  void aColumnThatIsNotThereIsSaidWithItsRule() {
    String without = "columns: { a: { type: utf8 } }";
    assertThatThrownBy(() -> SchemaEdit.change("schema.yaml", without, range("fare", 0, 9)))
        .hasMessageContaining("schema.yaml")
        .hasMessageContaining("max: 9");
  }

  /**
   * Whatever the rule, the text reads back as the schema with it, and differs in that rule only.
   */
  @ParameterizedTest
  @ValueSource(longs = {3, 5, 8})
  void everyRelaxedRuleIsReadBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String text = TEXT;
    for (int change = 0; change < 60; change++) {
      TableSchema before = SchemaYaml.read("s", text);
      ColumnRule now = before.columns().get(random.nextInt(before.columns().size()));
      ColumnRule then =
          switch (random.nextInt(3)) {
            case 0 -> now.withPresent(now.present() * random.nextInt(1, 1001) / 1000);
            case 1 -> now.withLeast(OptionalDouble.of(random.nextDouble(-1e6, 1e6)));
            default -> now.withMoreValues(values(now, random));
          };
      text = SchemaEdit.change("s", text, then);
      assertThat(SchemaYaml.read("s", text)).isEqualTo(before.with(then));
    }
    assertThat(
            text.lines().filter(line -> line.contains("#")).map(line -> line.replaceAll(".*#", "")))
        .containsAll(
            TEXT.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.replaceAll(".*#", ""))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"min,-1e-7", "max,1e300"})
  void oddNumbersAreReadBack(String key, double bound) {
    ColumnRule rule = key.equals("min") ? range("fare", bound, 100) : range("fare", 0, bound);
    String text = SchemaEdit.change("s", TEXT, rule);
    assertThat(rule(text, "fare")).isEqualTo(rule);
  }

  private static List<String> values(ColumnRule now, SplittableRandom random) {
    boolean texts = now.field().type().equals(dev.millrace.column.ColumnType.UTF8);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < random.nextInt(1, 4); i++) {
      values.add(texts ? "v: " + random.nextInt() + " #\"'" : "" + random.nextInt());
    }
    return values;
  }

  private static void changed(String from, String to, ColumnRule rule) {
    assertThat(SchemaEdit.change("s", TEXT, rule)).isEqualTo(TEXT.replace(from, to));
  }

  private static ColumnRule range(String column, double min, double max) {
    return rule(column).withRange(OptionalDouble.of(min), OptionalDouble.of(max));
  }

  private static ColumnRule more(String column, String... values) {
    return rule(column).withMoreValues(List.of(values));
  }

  private static ColumnRule rule(String column) {
    return rule(TEXT, column);
  }

  private static ColumnRule rule(String text, String column) {
    return SchemaYaml.read("s", text).find(new ColumnName(column)).orElseThrow();
  }
}
