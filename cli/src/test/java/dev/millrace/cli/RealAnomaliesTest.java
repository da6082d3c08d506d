package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known to be odd in real data is found and named. */
@Tag("data")
@Tag("process")
final class RealAnomaliesTest {
  @TempDir Path folder;

  /** One value of 334 is -1 instead of 0.269: a range sees it, a distance does not. */
  @Test
  void penguins() throws IOException {
    String schema =
        """
        default-environments: [training, serving]
        columns:
          species: { type: int64, present: 1, domain: [0, 1, 2], not-environments: [serving] }
          culmen_length_mm:
            type: float64
            float-domain: { min: 0, max: 1 }
            drift: { jensen-shannon-divergence: 0.1 }
          culmen_depth_mm: { type: float64, min: 0, max: 1 }
          flipper_length_mm: { type: float64, min: 0, max: 1 }
          body_mass_g: { type: float64, min: 0, max: 1 }
        """;
    SpokenCommand skewed =
        validate(
            schema,
            "tfx_penguin/penguins_skewed.csv",
            "--previous",
            data("tfx_penguin/penguins_labelled.csv"));
    assertThat(skewed.out())
        .contains("1 anomalies", "FLOAT_TYPE_SMALL_FLOAT:culmen_length_mm", "found -1;")
        .doesNotContain("DIVERGENCE_HIGH");
    String unlabelled = "tfx_penguin/penguins_unlabelled.csv";
    assertThat(validate(schema, unlabelled, "--environment", "serving").code()).isZero();
    assertThat(validate(schema, unlabelled).out()).contains("SCHEMA_MISSING_COLUMN:species");
  }

  /** The spans hold the trips of the whole file with whole numbers written as 180.0. */
  @Test
  void taxiTrips() throws IOException {
    String schema =
        """
        new-columns: ignore
        columns:
          trip_seconds: { type: int64, present: 1 }
          dropoff_census_tract: { type: int64 }
          pickup_census_tract: { type: int64, min-count: 2 }
          fare: { type: float64, float-domain: { min: 0.01 } }
          payment_type: { type: utf8, domain: [Cash, Credit Card, No Charge, Unknown] }
          company: { type: utf8, present: 90% }
          big_tipper: { type: int64, bool-domain: {}, present: 1 }
        checks:
          - { name: few have no length, column: trip_miles, must: zeros < 0.1 * examples }
        """;
    assertThat(validate(schema, "chicago_taxi/chicago_taxi.csv.gz").out())
        .contains("FEATURE_TYPE_LOW_NUMBER_PRESENT:pickup_census_tract")
        .contains("FEATURE_TYPE_LOW_FRACTION_PRESENT:trip_seconds", "6 without a value")
        .contains("'Dispute', 'Pcard', 'Prcard', 8 of 15002 values")
        .contains("FEATURE_TYPE_LOW_FRACTION_PRESENT:company", "5140 without a value")
        .contains("FLOAT_TYPE_SMALL_FLOAT:fare")
        .contains("CUSTOM_VALIDATION:trip_miles", "zeros = 4091")
        .doesNotContain("UNEXPECTED_DATA_TYPE");
    assertThat(validate(schema, "chicago_taxi/tfx_span2.csv").out())
        .contains("UNEXPECTED_DATA_TYPE:trip_seconds", "UNEXPECTED_DATA_TYPE:dropoff_census_tract")
        .contains("SCHEMA_MISSING_COLUMN:big_tipper");
  }

  /** The test file's labels end in a dot, and one country is in the training file only. */
  @Test
  void census() throws IOException {
    String schema =
        """
        new-columns: ignore
        columns:
          income: { type: utf8, domain: ["<=50K", ">50K"], skew: { infinity-norm: 0.1 } }
          native-country: { type: utf8, unique: { max: 41 } }
          capital-gain: { type: int64, max: 99998 }
        """;
    assertThat(
            validate(
                    schema,
                    "adult/adult_test.csv.gz",
                    "--serving",
                    data("adult/adult_train.csv.gz"))
                .out())
        .contains("ENUM_TYPE_UNEXPECTED_STRING_VALUES:income", "COMPARATOR_L_INFTY_HIGH:income")
        .doesNotContain("HIGH_UNIQUE:native-country");
    assertThat(validate(schema, "adult/adult_train.csv.gz").out())
        .contains("FEATURE_TYPE_HIGH_UNIQUE:native-country", "INT_TYPE_BIG_INT:capital-gain");
  }

  /** The last span has six rows, and a delay of minus 1,116 minutes is no delay. */
  @Test
  void flights() throws IOException {
    String schema =
        """
        new-columns: ignore
        examples: { min: 1000 }
        examples-drift: { min: 0.5 }
        columns:
          delay: { type: int64, min: -60 }
        """;
    assertThat(
            validate(
                    schema,
                    "flights/flights_2001-07.csv",
                    "--previous",
                    data("flights/flights_sample.csv.gz"))
                .out())
        .contains("DATASET_LOW_NUM_EXAMPLES", "COMPARATOR_LOW_NUM_EXAMPLES");
    assertThat(validate(schema, "flights/flights_sample.csv.gz").out())
        .contains("INT_TYPE_SMALL_INT:delay");
  }

  /** Half of it drifts in the order of time; shuffled, nothing does. */
  @Test
  void electricity() throws IOException {
    List<String> rows = rows("electricity/electricity.csv.gz");
    assertThat(halves("ordered", rows)).startsWith("drift: 5 of 7");
    List<String> shuffled = new ArrayList<>(rows.subList(1, rows.size()));
    Collections.shuffle(shuffled, new Random(7));
    shuffled.addFirst(rows.getFirst());
    assertThat(halves("shuffled", shuffled)).startsWith("no drift: 0 of 7");
  }

  /** The first 17,424 rows, before another market joined, against the rest. */
  private String halves(String name, List<String> rows) throws IOException {
    Path one = folder.resolve(name + "-1.csv");
    Path two = folder.resolve(name + "-2.csv");
    Files.write(one, rows.subList(0, 17_425));
    List<String> rest = new ArrayList<>(rows.subList(17_425, rows.size()));
    rest.addFirst(rows.getFirst());
    Files.write(two, rest);
    return SpokenCommand.run("data", "drift", one.toString(), two.toString(), "--home", home())
        .out();
  }

  private static List<String> rows(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(data(name)))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private SpokenCommand validate(String schema, String data, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("schema.yaml"), schema);
    String[] words = {
      "data", "validate", data(data), "--schema", file.toString(), "--home", home()
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return SpokenCommand.run(all);
  }

  private String home() {
    return folder.resolve("home").toString();
  }

  private static String data(String name) {
    return Path.of(System.getProperty("millrace.data"), name).toString();
  }
}
