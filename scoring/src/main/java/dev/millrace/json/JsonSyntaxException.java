package dev.millrace.json;

import org.jspecify.annotations.Nullable;

/** The bytes are not JSON, or not the JSON that was expected; edges turn it into a problem. */
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JsonSyntaxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
