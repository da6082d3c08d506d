package dev.millrace.model.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A document in JSON; NaN and Infinity are numbers, as XGBoost writes them. */
final class JsonDocument implements Document {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(400).build())
          .build();

  private final JsonParser parser;
  private @Nullable JsonToken next;

  JsonDocument(byte[] bytes) {
    try {
      parser = FACTORY.createParser(bytes);
    } catch (IOException e) {
      throw syntax(e);
    }
    advance();
  }

  @Override
  public void members(Consumer<String> reader) {
    take(JsonToken.START_OBJECT, "an object");
    while (next == JsonToken.FIELD_NAME) {
      String name = currentText();
      advance();
      reader.accept(name);
    }
    take(JsonToken.END_OBJECT, "the end of an object");
  }

  @Override
  public void items(Runnable reader) {
    take(JsonToken.START_ARRAY, "an array");
    while (next != JsonToken.END_ARRAY) {
      reader.run();
    }
    advance();
  }

  @Override
  public boolean startsArray() {
    return next == JsonToken.START_ARRAY;
  }

  @Override
  public String text() {
    if (next == null || !next.isScalarValue() || next == JsonToken.VALUE_NULL) {
      throw unexpected("a text or a number");
    }
    String text = currentText();
    advance();
    return text;
  }

  @Override
  public int[] ints() {
    int[] values = new int[16];
    int count = 0;
    take(JsonToken.START_ARRAY, "an array");
    for (; next != JsonToken.END_ARRAY; advance()) {
      values = count == values.length ? Arrays.copyOf(values, count * 2) : values;
      values[count++] = currentInt();
    }
    advance();
    return Arrays.copyOf(values, count);
  }

  @Override
  public float[] floats() {
    float[] values = new float[16];
    int count = 0;
    take(JsonToken.START_ARRAY, "an array");
    for (; next != JsonToken.END_ARRAY; advance()) {
      if (next == null || !next.isNumeric()) {
        throw unexpected("a number");
      }
      values = count == values.length ? Arrays.copyOf(values, count * 2) : values;
      values[count++] = Float.parseFloat(currentText());
    }
    advance();
    return Arrays.copyOf(values, count);
  }

  @Override
  public void skip() {
    if (next == null || next == JsonToken.END_OBJECT || next == JsonToken.END_ARRAY) {
      throw unexpected("a value");
    }
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw syntax(e);
    }
    advance();
  }

  @Override
  public void end() {
    if (next != null) {
      throw ModelFile.corrupt("text follows the document");
    }
  }

  private int currentInt() {
    if (next == JsonToken.VALUE_TRUE || next == JsonToken.VALUE_FALSE) {
      return next == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    if (next != JsonToken.VALUE_NUMBER_INT) {
      throw unexpected("a whole number");
    }
    try {
      return parser.getIntValue();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  private String currentText() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  private void take(JsonToken expected, String name) {
    if (next != expected) {
      throw unexpected(name);
    }
    advance();
  }

  private void advance() {
    try {
      next = parser.nextToken();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  private MillraceException unexpected(String expected) {
    return ModelFile.corrupt(
        "expected " + expected + " at byte " + parser.currentTokenLocation().getByteOffset());
  }

  private static MillraceException syntax(IOException e) {
    return ModelFile.corrupt(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }
}
