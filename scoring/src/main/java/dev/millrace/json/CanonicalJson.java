package dev.millrace.json;

import dev.millrace.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Writes JSON in one byte form: UTF-8, members sorted by name (UTF-16 order), no white space,
 * escapes only for quote, backslash and controls, numbers by {@link JsonNumber}.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static byte[] bytes(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Digest of the canonical bytes. */
  public static Digest digest(Json value) {
    return Digest.ofBytes(bytes(value));
  }

  public static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    if (value instanceof Json.Text text) {
      quote(text.value(), out);
    } else if (value instanceof Json.Whole whole) {
      out.append(whole.value());
    } else if (value instanceof Json.Real real) {
      out.append(JsonNumber.text(real.value()));
    } else if (value instanceof Json.Literal literal) {
      out.append(word(literal));
    } else if (value instanceof Json.Items items) {
      String separator = "[";
      for (Json item : items.values()) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(items.values().isEmpty() ? "[]" : "]");
    } else if (value instanceof Json.Members members) {
      String separator = "{";
      for (var member : new TreeMap<>(members.values()).entrySet()) {
        out.append(separator);
        quote(member.getKey(), out);
        out.append(':');
        write(member.getValue(), out);
        separator = ",";
      }
      out.append(members.values().isEmpty() ? "{}" : "}");
    }
  }

  private static String word(Json.Literal literal) {
    return switch (literal) {
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL -> "null";
    };
  }

  /** Appends a text with its quotes and escapes. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || (Character.isSurrogate(c) && !paired(text, i))) {
        out.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
