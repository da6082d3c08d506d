package dev.millrace.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeaturePlanJsonTest {
  private static final FeaturePlan PLAN = FeaturePlanTest.everyStep();
  private static final String TEXT = CanonicalJson.text(FeaturePlanJson.toJson(PLAN));

  private static final String SMALL =
      "{'format':'millrace-feature-plan','version':1,"
          + "'inputs':[{'name':'x','type':'float64'}],"
          + "'steps':[{'kind':'clip','input':'x','output':'y','low':0}],"
          + "'features':[{'name':'x','column':'y','emit':'number'}]}";

  @Test
  void jsonIsThePlan() {
    FeaturePlan read = read(TEXT);
    assertThat(read).isEqualTo(PLAN);
    assertThat(read.digest()).isEqualTo(PLAN.digest());
    assertThat(CanonicalJson.text(FeaturePlanJson.toJson(read))).isEqualTo(TEXT);
  }

  @Test
  void whatIsNotAPlanIsRefusedByName() {
    assertThat(read(SMALL.replace('\'', '"')).featureNames()).containsExactly("x");
    refused("'version':1", "'version':3", ErrorCode.SCORER_VERSION_UNSUPPORTED, "found 3");
    refused("'version':1", "'version':2", "version 2 without a supply");
    refused("'version':1", "'version':1,'by':'me'", "'by'");
    refused("millrace-feature-plan", "pmml", "'pmml'");
    refused("'clip'", "'jython'", "unknown kind of step 'jython'", "clip", "hashing");
    refused("'low':0", "'low':0,'lower':1", "'lower'");
    refused("'low':0", "'low':1,'high':0", "steps[0]", "not above");
    refused("'low':0", "'low':'0'", "low must be");
    refused("'low':0", "'low':1e999", "range");
    refused("'float64'", "'utf8'", "utf8", "to-number");
    refused("'float64'", "'float32'", "inputs[0]", "'float32'");
    refused("'float64'", "'" + "list<".repeat(50_000) + "'", "inputs[0].type");
    refused("'emit':'number'", "'emit':'vector'", "float64");
    refused("'emit':'number'", "'emit':'NUMBER'", "'NUMBER'", "one-hot");
    refused("'name':'x','column'", "'name':'','column'", "features[0]", "1 to 256");
    refused("'input':'x'", "'input':'z'", "found z");
    refused("'steps':[", "'steps':[7,", "steps[0] must be an object");
    refused("'column':'y'", "'column':'x'", "nothing in the plan reads");
  }

  private static void refused(String from, String to, String... reasons) {
    refused(from, to, ErrorCode.SCORER_INVALID, reasons);
  }

  private static void refused(String from, String to, ErrorCode code, String... reasons) {
    String text = SMALL.replace(from, to);
    assertThat(text).isNotEqualTo(SMALL);
    assertThatThrownBy(() -> readOrRefuse(text.replace('\'', '"')))
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(reasons);
  }

  private static FeaturePlan readOrRefuse(String text) {
    try {
      return read(text);
    } catch (JsonSyntaxException e) {
      throw dev.millrace.error.Problem.of(ErrorCode.SCORER_INVALID, String.valueOf(e.getMessage()))
          .asException();
    }
  }

  @Test
  void aSupplyMakesItVersion2() {
    String supply =
        "'supply':{'kind':'history','statistic':'lag','column':'y','over':'24 rows',"
            + "'by':['station'],'order':['day','hour']}";
    String text =
        SMALL
            .replace("'version':1", "'version':2")
            .replace("'type':'float64'", "'type':'float64'," + supply)
            .replace('\'', '"');
    FeaturePlan plan = read(text);
    assertThat(plan.supplies())
        .hasEntrySatisfying(
            new ColumnName("x"),
            history ->
                assertThat(history.text())
                    .isEqualTo(
                        "lag of y, 24 rows back among rows of the same station, in the order of"
                            + " day, hour"));
    assertThat(read(CanonicalJson.text(FeaturePlanJson.toJson(plan)))).isEqualTo(plan);
    assertThat(plan.digest()).isNotEqualTo(read(SMALL.replace('\'', '"')).digest());
    assertThatThrownBy(() -> plan.bind(new Fields(List.of())))
        .hasMessageContainingAll("column 'x'", "lag of y, 24 rows back", "not made from the rows");
    assertThatThrownBy(() -> new RowReader(plan).read("{}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContainingAll("field 'x'", "lag of y, 24 rows back");
    assertThat(new RowReader(plan).read("{\"x\":null}".getBytes(StandardCharsets.UTF_8)).rows())
        .isEqualTo(1);
    assertThatThrownBy(() -> read(text.replace("\"version\":2", "\"version\":1")))
        .hasMessageContaining("'supply'");
    for (String wrong : List.of("24 weeks", "", "-1 rows", "1e9 rows")) {
      assertThatThrownBy(() -> read(text.replace("24 rows", wrong)))
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("duration");
    }
    assertThatThrownBy(() -> read(text.replace("history", "oracle")))
        .hasMessageContaining("unknown kind of supply 'oracle'");
  }

  @Test
  void hostileSizesAreRefused() {
    String step = "{'kind':'clip','input':'x','output':'y','low':0},";
    refused("'steps':[", "'steps':[" + step.repeat(100_001), "100002 steps", "at most 100000");
  }

  @Test
  void damagedTextGivesAPlanOrARefusalAndNothingElse() {
    SplittableRandom random = new SplittableRandom(13);
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = bytes.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(damaged.length);
        damaged[at] =
            random.nextInt(2) == 0
                ? (byte) random.nextInt(256)
                : bytes[random.nextInt(bytes.length)];
      }
      try {
        FeaturePlan plan = FeaturePlanJson.fromJson(JsonReader.read(damaged));
        assertThat(FeaturePlanJson.fromJson(FeaturePlanJson.toJson(plan))).isEqualTo(plan);
      } catch (JsonSyntaxException | MillraceException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  private static FeaturePlan read(String text) {
    Json json = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    return FeaturePlanJson.fromJson(json);
  }
}
