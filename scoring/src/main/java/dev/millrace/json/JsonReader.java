package dev.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON document with limits on depth and text length; names given twice are refused. */
public final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(400).build())
          .build();

  private JsonReader() {}

  /**
   * Reads a whole document.
   *
   * @throws JsonSyntaxException when the bytes are not exactly one JSON value within the limits
   */
  public static Json read(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonSyntaxException("the document is empty", null);
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new JsonSyntaxException("text after the end of the document", null);
      }
      return value;
    } catch (IOException e) {
      throw new JsonSyntaxException(firstLine(e), e);
    }
  }

  /** What is wrong and where, without advice about settings of the parser. */
  private static String firstLine(IOException e) {
    String message =
        e instanceof JsonProcessingException known
            ? known.getOriginalMessage()
            : String.valueOf(e.getMessage());
    for (String end : List.of("\n", " (start marker", ": enable `", " (token")) {
      int at = message.indexOf(end);
      message = at < 0 ? message : message.substring(0, at);
    }
    return e instanceof JsonProcessingException known && known.getLocation() != null
        ? message
            + " at line "
            + known.getLocation().getLineNr()
            + ", column "
            + known.getLocation().getColumnNr()
        : message;
  }

  private static Json value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? real(parser)
              : new Json.Whole(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> real(parser);
      case VALUE_TRUE -> Json.Literal.TRUE;
      case VALUE_FALSE -> Json.Literal.FALSE;
      case VALUE_NULL -> Json.Literal.NULL;
      default -> throw new JsonSyntaxException("unexpected " + token, null);
    };
  }

  private static Json real(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new JsonSyntaxException("number out of range: " + parser.getText(), null);
    }
    return new Json.Real(value);
  }

  private static Json members(JsonParser parser) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return new Json.Members(members);
  }

  private static Json items(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      items.add(value(parser, next));
    }
    return new Json.Items(items);
  }
}
