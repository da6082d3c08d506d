package dev.millrace.server.http;

/** One header field of a response; a value cannot break out of its line. */
public record Header(String name, String value) {
  public Header {
    if (name.isEmpty() || !name.chars().allMatch(Header::inName)) {
      throw new IllegalArgumentException("not the name of a header: '" + name + "'");
    }
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new IllegalArgumentException("not the value of a header: " + name);
    }
  }

  private static boolean inName(int c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
