package dev.millrace.feature;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of row steps by the name they have in files. Names are never reused. */
public enum StepKind {
  BUCKETS("buckets"),
  CATEGORY_NUMBER("category-number"),
  CLIP("clip"),
  COMPUTED("computed"),
  DATE_CYCLE("date-cycle"),
  DATE_PART("date-part"),
  ENCODE("encode"),
  HASHING("hashing"),
  IMPUTE("impute"),
  IMPUTE_TEXT("impute-text"),
  LOG1P("log1p"),
  MIN_MAX("min-max"),
  MISSING_INDICATOR("missing-indicator"),
  STANDARDIZE("standardize"),
  TO_NUMBER("to-number");

  private final String text;

  StepKind(String text) {
    this.text = text;
  }

  /** Name in files. */
  public String text() {
    return text;
  }

  /**
   * Reads {@link RowStep#toJson}.
   *
   * @param path of the value in its document, for complaints
   * @throws JsonSyntaxException when a member is missing, unknown or of another form
   * @throws IllegalArgumentException when a setting is out of its range
   */
  public static RowStep read(String path, Json value) {
    JsonObject in = JsonObject.of(path, value);
    String name = in.text("kind");
    for (StepKind kind : values()) {
      if (kind.text.equals(name)) {
        return kind.read(in);
      }
    }
    throw new JsonSyntaxException(
        path
            + " has an unknown kind of step '"
            + name
            + "'; known: "
            + Arrays.stream(values()).map(StepKind::text).collect(Collectors.joining(", ")),
        null);
  }

  private RowStep read(JsonObject in) {
    return switch (this) {
      case BUCKETS -> Buckets.read(in);
      case CATEGORY_NUMBER -> CategoryNumber.read(in);
      case CLIP -> Clip.read(in);
      case COMPUTED -> Computed.read(in);
      case DATE_CYCLE -> DateCycle.read(in);
      case DATE_PART -> DatePart.read(in);
      case ENCODE -> Encode.read(in);
      case HASHING -> Hashing.read(in);
      case IMPUTE -> Impute.read(in);
      case IMPUTE_TEXT -> ImputeText.read(in);
      case LOG1P -> Log1p.read(in);
      case MIN_MAX -> MinMax.read(in);
      case MISSING_INDICATOR -> MissingIndicator.read(in);
      case STANDARDIZE -> Standardize.read(in);
      case TO_NUMBER -> ToNumber.read(in);
    };
  }
}
