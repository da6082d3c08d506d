package dev.millrace.duckdb;

import java.util.ArrayList;
import java.util.List;

/**
 * The members of a struct type as DuckDB writes them: {@code a INTEGER, "b c" STRUCT(d VARCHAR)}.
 */
final class TypeList {
  /** A member by name and type. */
  record Member(String name, String type) {}

  private final String text;
  private int at;

  private TypeList(String text) {
    this.text = text;
  }

  static List<Member> members(String text) {
    return new TypeList(text).read();
  }

  private List<Member> read() {
    List<Member> members = new ArrayList<>();
    while (at < text.length()) {
      String name = name();
      at++;
      members.add(new Member(name, type()));
      at += 2;
    }
    return members;
  }

  private String name() {
    if (text.charAt(at) == '"') {
      StringBuilder name = new StringBuilder();
      for (at++; text.charAt(at) != '"' || text.startsWith("\"\"", at); at++) {
        name.append(text.charAt(at));
        at += text.charAt(at) == '"' ? 1 : 0;
      }
      at++;
      return name.toString();
    }
    int start = at;
    at = text.indexOf(' ', at);
    return text.substring(start, at);
  }

  /** Up to the next comma outside parentheses and quotes. */
  private String type() {
    int start = at;
    int depth = 0;
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        break;
      }
    }
    return text.substring(start, at);
  }
}
