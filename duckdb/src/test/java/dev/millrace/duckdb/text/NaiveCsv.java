package dev.millrace.duckdb.text;

import java.util.ArrayList;
import java.util.List;

/** Records of a text, one character at a time: slow, and simple enough to be believed. */
final class NaiveCsv {
  private NaiveCsv() {}

  /** Fields of every record that is not blank; a record with text after a closing quote is null. */
  static List<String> records(String text, char separator) {
    List<String> records = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      StringBuilder fields = new StringBuilder();
      boolean broken = false;
      int start = at;
      while (true) {
        if (at < text.length() && text.charAt(at) == '"') {
          StringBuilder field = new StringBuilder();
          at++;
          while (at < text.length()) {
            if (text.charAt(at) != '"') {
              field.append(text.charAt(at++));
            } else if (text.startsWith("\"\"", at)) {
              field.append('"');
              at += 2;
            } else {
              break;
            }
          }
          at++;
          int after = at;
          while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
          }
          String rest = text.substring(Math.min(after, text.length()), Math.min(at, text.length()));
          boolean lineEnd = at >= text.length() || text.charAt(at) == '\n';
          broken |= !rest.isEmpty() && !(rest.equals("\r") && lineEnd);
          fields.append('[').append(field).append(']');
        } else {
          int from = at;
          while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
          }
          boolean lineEnd = at >= text.length() || text.charAt(at) == '\n';
          boolean carriageReturn = lineEnd && at > from && text.charAt(at - 1) == '\r';
          fields.append('<').append(text, from, carriageReturn ? at - 1 : at).append('>');
        }
        if (at >= text.length() || text.charAt(at) == '\n') {
          break;
        }
        at++;
      }
      String line = text.substring(start, Math.min(at, text.length()));
      at++;
      if (!line.isEmpty() && !line.equals("\r")) {
        records.add(broken ? "broken" : fields.toString());
      }
    }
    return records;
  }
}
