package dev.millrace.core.anomaly;

import static dev.millrace.core.anomaly.AnomalyCase.FULL;
import static dev.millrace.core.anomaly.AnomalyCase.floats;
import static dev.millrace.core.anomaly.AnomalyCase.given;
import static dev.millrace.core.anomaly.AnomalyCase.ints;
import static dev.millrace.core.anomaly.AnomalyCase.present;
import static dev.millrace.core.anomaly.AnomalyCase.rows;
import static dev.millrace.core.anomaly.AnomalyCase.texts;
import static dev.millrace.core.validate.Anomaly.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.validate.Anomaly;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every anomaly on both sides of its limit. The limits are those of TensorFlow Data Validation's
 * anomalies reference (docs/anomalies.md at 710b32f): what equals a limit is allowed.
 */
final class AnomalyChecksTest {
  private static final String BYTES =
      "{\"name\":\"f\",\"type\":\"bytes\"," + FULL + ",\"string\":{}}";

  static Stream<AnomalyCase> numbers() {
    String quantiles =
        "\"min\":0,\"max\":1,\"histograms\":[{\"kind\":\"quantiles\",\"buckets\":["
            + "{\"low\":0,\"high\":%s,\"count\":5},{\"low\":%s,\"high\":1,\"count\":5}]}]";
    String nan = "\"min\":0,\"max\":1,\"histograms\":[{\"kind\":\"standard\",\"nan\":%d}]";
    String bool = "type: float64, bool-domain: {}";
    String whole = "type: int64, int-domain: {min: 3, max: 7}";
    String real = "type: float64, float-domain: {min: 0.5, max: 1.5}";
    String strict = "type: float64, float-domain: {disallow-nan: true, disallow-inf: true}";
    return Stream.of(
        given("bool int of 0 and 1", "type: int64, bool-domain: {}", ints(0, 1)),
        given("bool int of 2", "type: int64, bool-domain: {}", ints(0, 2), BOOL_TYPE_BIG_INT),
        given("bool int of -1", "type: int64, bool-domain: {}", ints(-1, 1), BOOL_TYPE_SMALL_INT),
        given(
            "bool int with texts",
            "type: int64, bool-domain: {true-value: y}",
            ints(0, 1),
            BOOL_TYPE_INVALID_CONFIG),
        given("bool float of 0 and 1", bool, floats("\"min\":0,\"max\":1")),
        given(
            "bool float of 0.5", bool, floats("\"min\":0.5,\"max\":1"), BOOL_TYPE_UNEXPECTED_FLOAT),
        given(
            "bool float of 1.5", bool, floats("\"min\":0,\"max\":1.5"), BOOL_TYPE_UNEXPECTED_FLOAT),
        given("bool float with quantiles 0, 1", bool, floats(quantiles.formatted("1", "1"))),
        given(
            "bool float with a quantile between",
            bool,
            floats(quantiles.formatted("0.5", "0.5")),
            BOOL_TYPE_UNEXPECTED_FLOAT),
        given("bool float with NaN", bool, floats(nan.formatted(1)), BOOL_TYPE_UNEXPECTED_FLOAT),
        given(
            "bool float with texts",
            "type: float64, bool-domain: {false-value: n}",
            floats("\"min\":0,\"max\":1"),
            BOOL_TYPE_INVALID_CONFIG),
        given("int at both bounds", whole, ints(3, 7)),
        given("int below", whole, ints(2, 7), INT_TYPE_SMALL_INT),
        given("int above", whole, ints(3, 8), INT_TYPE_BIG_INT),
        given("int out on both sides", whole, ints(2, 8), INT_TYPE_SMALL_INT, INT_TYPE_BIG_INT),
        given("short bounds of int", "type: int64, min: 2.5, max: 7.5", ints(3, 7)),
        given(
            "short bounds of int, broken",
            "type: int64, min: 2.5, max: 7.5",
            ints(2, 8),
            INT_TYPE_SMALL_INT,
            INT_TYPE_BIG_INT),
        given("float at both bounds", real, floats("\"min\":0.5,\"max\":1.5")),
        given("float below", real, floats("\"min\":0.49,\"max\":1"), FLOAT_TYPE_SMALL_FLOAT),
        given("float above", real, floats("\"min\":1,\"max\":1.51"), FLOAT_TYPE_BIG_FLOAT),
        given("float without NaN", strict, floats(nan.formatted(0))),
        given("float with NaN", strict, floats(nan.formatted(1)), FLOAT_TYPE_HAS_NAN),
        given(
            "float with NaN allowed", "type: float64, float-domain: {}", floats(nan.formatted(1))),
        given("float with inf", strict, floats("\"max\":\"Infinity\""), FLOAT_TYPE_HAS_INF),
        given("float with -inf", strict, floats("\"min\":\"-Infinity\""), FLOAT_TYPE_HAS_INF),
        given("largest float is finite", strict, floats("\"max\":1.7976931348623157e308")),
        given(
            "float figures not computed",
            real,
            "{\"name\":\"f\",\"type\":\"float\"," + FULL + "}",
            STATS_NOT_AVAILABLE),
        given("float of no finite value", real, floats("\"min\":null,\"max\":null,\"nan\":10")));
  }

  static Stream<AnomalyCase> strings() {
    String bool = "type: utf8, bool-domain: {true-value: y, false-value: n}";
    String whole = "type: utf8, int-domain: {min: 3, max: 7}";
    String real = "type: utf8, float-domain: {min: 0.5, max: 1.5}";
    String domain = "type: utf8, domain: [a, b]";
    String mostly = "type: utf8, domain: [a], min-domain-mass: 0.9";
    String utf8 = texts("a", 10).replace("\"unique\"", "\"invalid-utf8\":%d,\"unique\"");
    return Stream.of(
        given("bool texts", bool, texts("y", 3, "n", 7)),
        given("another text", bool, texts("y", 3, "maybe", 1), BOOL_TYPE_UNEXPECTED_STRING),
        given(
            "one bool text only",
            "type: utf8, bool-domain: {true-value: y}",
            texts("y", 10),
            BOOL_TYPE_INVALID_CONFIG),
        given(
            "no bool text",
            "type: utf8, bool-domain: {}",
            texts("y", 10),
            BOOL_TYPE_INVALID_CONFIG),
        given("known values", domain, texts("a", 3, "b", 7)),
        given("a new value", domain, texts("a", 9, "c", 1), ENUM_TYPE_UNEXPECTED_STRING_VALUES),
        given("as many new values as allowed", mostly, texts("a", 9, "c", 1)),
        given("more new values", mostly, texts("a", 8, "c", 2), ENUM_TYPE_UNEXPECTED_STRING_VALUES),
        given(
            "a domain by name",
            "domains: {letters: [a]}\ncolumns: {f: {type: utf8, domain-name: letters}}",
            texts("a", 9, "c", 1),
            ENUM_TYPE_UNEXPECTED_STRING_VALUES),
        given("texts in UTF-8", domain, utf8.formatted(0)),
        given("texts not in UTF-8", domain, utf8.formatted(1), ENUM_TYPE_INVALID_UTF8),
        given("texts as ints at the bounds", whole, texts("3", 1, " 7 ", 1)),
        given("texts as ints below", whole, texts("2", 1), INT_TYPE_SMALL_INT),
        given("texts as ints above", whole, texts("8", 1), INT_TYPE_BIG_INT),
        given("texts that are no ints", whole, texts("5.0", 1), INT_TYPE_NOT_INT_STRING),
        given(
            "beyond 64 bits",
            "type: utf8, int-domain: {}",
            texts("9223372036854775808", 1),
            INT_TYPE_NOT_INT_STRING),
        given(
            "the last whole number",
            "type: utf8, int-domain: {max: 9223372036854775806}",
            texts("9223372036854775807", 1),
            INT_TYPE_BIG_INT),
        given("of 64 bits", "type: utf8, int-domain: {}", texts("9223372036854775807", 1)),
        given("texts as floats at the bounds", real, texts("0.5", 1, "1.5e0", 1)),
        given("texts as floats below", real, texts("0.49", 1), FLOAT_TYPE_SMALL_FLOAT),
        given("texts as floats above", real, texts("1.51", 1), FLOAT_TYPE_BIG_FLOAT),
        given("texts that are no floats", real, texts("1,5", 1), FLOAT_TYPE_STRING_NOT_FLOAT),
        given(
            "NaN as text",
            "type: utf8, float-domain: {disallow-nan: true}",
            texts("nan", 1),
            FLOAT_TYPE_HAS_NAN),
        given(
            "unique at both bounds", "type: utf8, unique: {min: 2, max: 2}", texts("a", 1, "b", 1)),
        given(
            "too few unique",
            "type: utf8, unique: {min: 3}",
            texts("a", 1, "b", 1),
            FEATURE_TYPE_LOW_UNIQUE),
        given(
            "too many unique",
            "type: utf8, unique: {max: 1}",
            texts("a", 1, "b", 1),
            FEATURE_TYPE_HIGH_UNIQUE),
        given(
            "unique of numbers",
            "type: int64, unique: {max: 9}",
            ints(0, 1),
            FEATURE_TYPE_NO_UNIQUE),
        given(
            "unique of numbers that are categories",
            "type: int64, unique: {max: 1}",
            texts("1", 10).replace("\"string\",", "\"int\",")),
        given(
            "a kind is proposed",
            "type: utf8",
            texts("a", 1)
                .replace(
                    "}]}}",
                    "}]},\"custom\":[{\"name\":\"domain_info\"," + "\"text\":\"url_domain {}\"}]}"),
            SEMANTIC_DOMAIN_UPDATE),
        given(
            "a kind is known",
            "type: utf8, semantic-domain: url",
            texts("a", 1)
                .replace(
                    "}]}}",
                    "}]},\"custom\":[{\"name\":\"domain_info\","
                        + "\"text\":\"url_domain {}\"}]}")),
        given(
            "counts of texts not computed",
            domain,
            "{\"name\":\"f\",\"type\":\"string\"," + FULL + "}",
            STATS_NOT_AVAILABLE));
  }

  static Stream<AnomalyCase> presence() {
    return Stream.of(
        given("present as it must be", "type: utf8, present: 80%", present(8, 2, 1, 1)),
        given(
            "too rarely present",
            "type: utf8, present: 81%",
            present(8, 2, 1, 1),
            FEATURE_TYPE_LOW_FRACTION_PRESENT),
        given("always present", "type: utf8, present: 1", present(10, 0, 1, 1)),
        given(
            "not always present",
            "type: utf8, present: 1",
            present(9, 1, 1, 1),
            FEATURE_TYPE_LOW_FRACTION_PRESENT),
        given("present often enough", "type: utf8, min-count: 8", present(8, 2, 1, 1)),
        given(
            "not present often enough",
            "type: utf8, min-count: 9",
            present(8, 2, 1, 1),
            FEATURE_TYPE_LOW_NUMBER_PRESENT),
        given(
            "never present",
            "type: utf8, min-count: 1",
            present(0, 10, 0, 0),
            FEATURE_TYPE_NOT_PRESENT),
        given("never present and not needed", "type: utf8", present(0, 10, 0, 0)),
        given(
            "never present and not yet in use",
            "type: utf8, present: 1, lifecycle: alpha",
            present(0, 10, 0, 0)),
        given(
            "never present, in use for a start",
            "type: utf8, present: 1, lifecycle: beta",
            present(0, 10, 0, 0),
            FEATURE_TYPE_NOT_PRESENT),
        given("absent", "type: utf8, present: 1", "-", SCHEMA_MISSING_COLUMN),
        given("absent and not needed", "type: utf8", "-"),
        given("absent and planned", "type: utf8, present: 1, lifecycle: planned", "-"),
        given("absent and disabled", "type: utf8, present: 1, lifecycle: disabled", "-"),
        given("a new column", "columns: {g: {type: utf8}}", texts("a", 1), SCHEMA_NEW_COLUMN),
        given(
            "new and deprecated", "columns: {f: {type: utf8, lifecycle: deprecated}}", ints(0, 1)),
        given(
            "as many values as must be",
            "type: utf8, value-count: {min: 1, max: 3}",
            present(10, 0, 1, 3)),
        given(
            "too few values",
            "type: utf8, value-count: {min: 2}",
            present(10, 0, 1, 3),
            FEATURE_TYPE_LOW_NUMBER_VALUES),
        given(
            "too many values",
            "type: utf8, value-count: {max: 2}",
            present(10, 0, 1, 3),
            FEATURE_TYPE_HIGH_NUMBER_VALUES),
        given("a shape", "type: utf8, shape: [3]", present(10, 0, 3, 3)),
        given(
            "another shape", "type: utf8, shape: [2]", present(10, 0, 3, 3), INVALID_FEATURE_SHAPE),
        given(
            "a shape with gaps",
            "type: utf8, shape: [3]",
            present(9, 1, 3, 3),
            INVALID_FEATURE_SHAPE),
        given(
            "levels",
            "type: utf8, value-counts: [{min: 1}, {max: 2}]",
            present(10, 0, 1, 1)
                .replace(
                    "}," + "\"string\"",
                    ",\"levels\":[{\"present\":10,\"min-values\":1},"
                        + "{\"max-values\":2}]},\"string\"")),
        given(
            "more levels than counts",
            "type: utf8, value-counts: [{min: 1}, {max: 2}]",
            present(10, 0, 1, 1),
            VALUE_NESTEDNESS_MISMATCH),
        given("here", environments(""), "-", SCHEMA_MISSING_COLUMN).in("training"),
        given("not here", environments(""), "-").in("elsewhere"),
        given("here too", environments(", environments: [serving]"), "-", SCHEMA_MISSING_COLUMN)
            .in("serving"),
        given("not in this one", environments(", not-environments: [training]"), "-")
            .in("training"),
        given(
                "seen where it should not be",
                environments(", not-environments: [training]"),
                texts("a", 10),
                SCHEMA_NEW_COLUMN)
            .in("training"));
  }

  private static String environments(String more) {
    return "default-environments: [training]\ncolumns: {f: {type: utf8, present: 1" + more + "}}";
  }

  static Stream<AnomalyCase> schemas() {
    return Stream.of(
        given("text instead of int", "type: int64", texts("a", 10), UNEXPECTED_DATA_TYPE),
        given("int instead of float", "type: float64", ints(0, 1), UNEXPECTED_DATA_TYPE),
        given("text for bytes", "type: bytes", texts("a", 10)),
        given(
            "ints of a float",
            "type: float64, int-domain: {}",
            floats("\"max\":1"),
            DOMAIN_INVALID_FOR_TYPE),
        given(
            "domain of values that are bytes",
            "type: bytes, domain: [a]",
            BYTES,
            DOMAIN_INVALID_FOR_TYPE),
        given("bytes without a domain", "type: bytes", BYTES),
        given("no name", "columns: [{type: utf8}]", "-", FEATURE_MISSING_NAME),
        given("a name", "columns: [{name: f, type: utf8}]", texts("a", 1)),
        given("no type", "columns: {f: {present: 1}}", texts("a", 10), FEATURE_MISSING_TYPE),
        given(
            "no type, but texts",
            "columns: {f: {domain: [a]}}",
            texts("b", 10),
            FEATURE_MISSING_TYPE,
            ENUM_TYPE_UNEXPECTED_STRING_VALUES),
        given("all", "type: utf8, present: 1", texts("a", 10)),
        given(
            "more than all",
            "type: utf8, present: 1.01",
            present(9, 1, 1, 1),
            INVALID_SCHEMA_SPECIFICATION,
            FEATURE_TYPE_LOW_FRACTION_PRESENT),
        given(
            "less than none",
            "type: utf8, present: -0.1",
            texts("a", 10),
            INVALID_SCHEMA_SPECIFICATION),
        given(
            "max below min",
            "type: utf8, value-count: {min: 1, max: 0}",
            present(10, 0, 1, 0),
            INVALID_SCHEMA_SPECIFICATION),
        given("max at min", "type: utf8, value-count: {min: 1, max: 1}", present(10, 0, 1, 1)),
        given(
            "negative min",
            "type: utf8, value-count: {min: -1}",
            texts("a", 10),
            INVALID_SCHEMA_SPECIFICATION),
        given(
            "mass without values",
            "type: int64, int-domain: {}, min-domain-mass: 0.5",
            ints(0, 1),
            INVALID_SCHEMA_SPECIFICATION),
        given(
            "a shape of nothing",
            "type: utf8, shape: [0]",
            texts("a", 10),
            INVALID_SCHEMA_SPECIFICATION),
        given(
            "shares of numbers",
            "type: float64, drift: {infinity-norm: 0.1}",
            floats("\"max\":1"),
            INVALID_SCHEMA_SPECIFICATION),
        given(
            "unknown domain",
            "type: utf8, domain-name: letters",
            texts("a", 10),
            INVALID_DOMAIN_SPECIFICATION),
        given(
            "true is false",
            "type: utf8, bool-domain: {true-value: y, false-value: y}",
            texts("y", 10),
            INVALID_DOMAIN_SPECIFICATION,
            BOOL_TYPE_INVALID_CONFIG),
        given(
            "a value twice",
            "type: utf8, domain: [a, a]",
            texts("a", 10),
            INVALID_DOMAIN_SPECIFICATION),
        given(
            "a domain too large",
            "most-domain-values: 2\ncolumns: {f: {type: utf8, domain: [a, b]}}",
            texts("a", 10),
            INVALID_DOMAIN_SPECIFICATION),
        given(
            "a domain not too large",
            "most-domain-values: 3\ncolumns: {f: {type: utf8, domain: [a, b]}}",
            texts("a", 10)));
  }

  static Stream<AnomalyCase> comparisons() {
    String norm = "type: utf8, skew: {infinity-norm: %s}";
    String difference = "type: utf8, drift: {normalized-abs-difference: %s}";
    String divergence = "type: utf8, drift: {jensen-shannon-divergence: %s}";
    String volume = "examples: {min: %d, max: %d}\ncolumns: {f: {type: utf8}}";
    String ratio = "examples-%s: {min: 0.5, max: 2}\ncolumns: {f: {type: utf8}}";
    String check = "columns: {f: {type: utf8}}\nchecks: [{column: f, must: unique < %d}]";
    return Stream.of(
        // |0.5 - 0.75| is exactly 0.25; as shares of all 20 counts |5 - 10| / 20 likewise.
        given("norm at the limit", norm.formatted("0.25"), texts("a", 2, "b", 2))
            .serving(texts("a", 3, "b", 1)),
        given("norm", norm.formatted("0.24"), texts("a", 2, "b", 2), COMPARATOR_L_INFTY_HIGH)
            .serving(texts("a", 3, "b", 1)),
        given("difference at the limit", difference.formatted("0.25"), texts("a", 5, "b", 5))
            .previous(texts("a", 10)),
        given(
                "difference",
                difference.formatted("0.24"),
                texts("a", 5, "b", 5),
                COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH)
            .previous(texts("a", 10)),
        given("divergence at the limit", divergence.formatted("1"), texts("a", 5))
            .previous(texts("b", 5)),
        given(
                "divergence",
                divergence.formatted("0.99"),
                texts("a", 5),
                COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH)
            .previous(texts("b", 5)),
        given("nothing to diverge from", divergence.formatted("0.5"), texts(), STATS_NOT_AVAILABLE)
            .previous(texts("b", 5)),
        given("no control", norm.formatted("0"), texts("a", 5), COMPARATOR_CONTROL_DATA_MISSING)
            .serving("-"),
        given("no control asked for", norm.formatted("0"), texts("a", 5)).previous("-"),
        given("rows at both limits", volume.formatted(10, 10), rows(10)),
        given("too few rows", volume.formatted(11, 20), rows(10), DATASET_LOW_NUM_EXAMPLES),
        given("too many rows", volume.formatted(1, 9), rows(10), DATASET_HIGH_NUM_EXAMPLES),
        given("as few as allowed", ratio.formatted("drift"), rows(5)).previous(rows(10)),
        given("fewer", ratio.formatted("drift"), rows(4), COMPARATOR_LOW_NUM_EXAMPLES)
            .previous(rows(10)),
        given("as many as allowed", ratio.formatted("version"), rows(20)).version(rows(10)),
        given("more", ratio.formatted("version"), rows(21), COMPARATOR_HIGH_NUM_EXAMPLES)
            .version(rows(10)),
        given("more than none", ratio.formatted("version"), rows(1), COMPARATOR_HIGH_NUM_EXAMPLES)
            .version("{\"examples\":0}"),
        given("a condition that holds", check.formatted(3), texts("a", 5, "b", 5)),
        given("one that does not", check.formatted(2), texts("a", 5, "b", 5), CUSTOM_VALIDATION),
        given(
            "one that is undecided",
            "columns: {f: {type: utf8}}\nchecks: [{column: f, must: max < 2}]",
            texts("a", 5),
            CUSTOM_VALIDATION));
  }

  @ParameterizedTest
  @MethodSource({"numbers", "strings", "presence", "schemas", "comparisons"})
  void findsWhatIsBeyondALimitAndNothingElse(AnomalyCase one) {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    one.report().findings().forEach(finding -> found.add(finding.anomaly()));
    assertThat(found).isEqualTo(one.expected());
  }

  @Test
  void everyAnomalyIsAmongTheCases() {
    Set<Anomaly> cases =
        Stream.of(numbers(), strings(), presence(), schemas(), comparisons())
            .flatMap(some -> some)
            .flatMap(one -> one.expected().stream())
            .collect(Collectors.toCollection(() -> EnumSet.of(MULTIPLE_REASONS)));
    assertThat(cases).isEqualTo(EnumSet.allOf(Anomaly.class));
  }

  @Test
  void severalReasonsOfOneColumnAreToldTogether() {
    AnomalyReport report =
        given("both", "type: int64, int-domain: {min: 3, max: 7}", ints(2, 8)).report();
    assertThat(report.columns())
        .singleElement()
        .satisfies(
            column -> {
              assertThat(column.anomaly()).isEqualTo(MULTIPLE_REASONS);
              assertThat(column.reasons()).hasSize(2);
            });
  }
}
