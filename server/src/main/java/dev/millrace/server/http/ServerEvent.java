package dev.millrace.server.http;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event.
 *
 * @param id what a client says it saw last when it comes back; empty for none
 * @param type a word; empty for the default type
 * @param data text of any number of lines
 */
public record ServerEvent(String id, String type, String data) {
  public ServerEvent {
    if (!oneLine(id) || !oneLine(type)) {
      throw new IllegalArgumentException("id and type of an event are of one line");
    }
  }

  /** An event without an id. */
  public static ServerEvent of(String type, String data) {
    return new ServerEvent("", type, data);
  }

  /** The event as it is sent. */
  byte[] bytes() {
    StringBuilder out = new StringBuilder(data.length() + 32);
    if (!id.isEmpty()) {
      out.append("id: ").append(id).append('\n');
    }
    if (!type.isEmpty()) {
      out.append("event: ").append(type).append('\n');
    }
    data.lines().forEach(line -> out.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      out.append("data:\n");
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean oneLine(String text) {
    return text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
  }
}
