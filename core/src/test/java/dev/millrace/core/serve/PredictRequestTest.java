package dev.millrace.core.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ListColumn;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.scorer.RowReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is its rows in the bytes that came, and whatever is wrong with it is said. */
final class PredictRequestTest {
  private static final RowReader TEXTS = new RowReader(Fields.of(Field.of("s", ColumnType.UTF8)));

  private static PredictRequest read(String body) {
    return PredictRequest.read(body.getBytes(UTF_8), 2);
  }

  private static List<String> texts(PredictRequest request) {
    return request.rows().stream().map(RowJson::text).toList();
  }

  @Test
  void rowsAreTheBytesThatCame() {
    PredictRequest request =
        read(
            """
            {"rows" : [ {"s": "}"} ,
            { "s":"é\\"" } ],"keys":["a" , "b\\u0062"]}
            """);
    assertThat(texts(request)).containsExactly("{\"s\": \"}\"}", "{ \"s\":\"é\\\"\" }");
    assertThat(request.keys()).containsExactly("a", "bb");
    BytesColumn column = (BytesColumn) request.values(TEXTS).column(0);
    assertThat(List.of(column.textAt(0), column.textAt(1))).containsExactly("}", "é\"");
    PredictRequest turned = read("{\"keys\":[\"k\"],\"rows\":[{\"s\":null}]}");
    assertThat(texts(turned)).containsExactly("{\"s\":null}");
    assertThat(turned.keys()).containsExactly("k");
  }

  @Test
  void rowsOfNestedValuesAreTheBytesThatCameToo() {
    ColumnType list = new ColumnType.ListOf(ColumnType.INT64);
    PredictRequest request = read("{\"rows\":[{ \"n\":[1, 2]}]}");
    assertThat(texts(request)).containsExactly("{ \"n\":[1, 2]}");
    ListColumn read =
        (ListColumn) request.values(new RowReader(Fields.of(Field.of("n", list)))).column(0);
    assertThat(read.lengthAt(0)).isEqualTo(2);
  }

  @Test
  void aRequestInAnotherEncodingIsKeptInCanonicalForm() {
    byte[] body = "{\"rows\": [{\"s\": \"é\"}]}".getBytes(StandardCharsets.UTF_16BE);
    PredictRequest request = PredictRequest.read(body, 2);
    assertThat(texts(request)).containsExactly("{\"s\":\"é\"}");
    assertThat(((BytesColumn) request.values(TEXTS).column(0)).textAt(0)).isEqualTo("é");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"rows\":[{\"s\":\"\"}],\"rows\":[{\"s\":\"\"}]} | Duplicate field 'rows' at line 1",
        "{\"rows\":[{\"s\":\"\"}],\"more\":1}             | unknown member 'more'",
        "{\"rows\":[{\"s\":\"\"}]} x                      | cannot be read",
        "{\"rows\":[{\"s\":\"\"}                          | cannot be read",
        "{\"rows\":[{\"s\":\"\" \"t\"}]}                  | at line 1, column 18",
        "{\"rows\":[{\"s\":\"\",\"s\":\"\"}]}             | Duplicate field 's' at line 1",
        "{\"rows\":[{\"s\":1e999}]}                       | number out of range: 1e999",
        "{\"rows\":{\"s\":\"\"}}                          | $.rows must be an array",
        "{\"rows\":[]}                                    | found 0 rows",
        "{\"rows\":[{},{},{}]}                            | found 3 rows",
        "{\"rows\":[{\"s\":\"\"}],\"keys\":[1]}           | $.keys must be an array of texts",
        "{\"rows\":[{\"s\":\"\"}],\"keys\":[\"\"]}        | found 0 characters",
        "{\"rows\":[{\"s\":\"\"}],\"keys\":[\"a\",\"b\"]} | found 2 keys, 1 rows",
        "{\"rows\":[{\"s\":\"\"},7]} | row 1: a row is an object of named values; found 7",
        "{\"rows\":[{\"s\":\"\"},{}]}                     | row 1, field 's'",
        "{\"rows\":[{\"s\":\"\"},{\"s\":1}]}              | row 1, field 's'"
      })
  void whatIsWrongIsSaid(String body, String words) {
    assertThatThrownBy(() -> read(body).values(TEXTS))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> assertThat(e.code()).isIn(ErrorCode.ROW_INVALID, ErrorCode.VALUE_INVALID))
        .hasMessageContaining(words);
  }
}
