package dev.millrace.core.policy;

import dev.millrace.core.config.ValueForm;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that may be called. Names are compared as written, in lower case: there are no patterns,
 * and a name is not looked up.
 *
 * @param name host name or address in lower case
 * @param port empty: every port
 */
record HostGrant(String name, OptionalInt port) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
              + "(?::([0-9]{1,5}))?");

  static final ValueForm<HostGrant> FORM =
      new ValueForm<>(
          "a host, with a port if only that one is meant: hooks.example.com, 10.0.0.7:5432",
          HostGrant::parse,
          HostGrant::toString);

  private static HostGrant parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    String port = matcher.group(2);
    if (port == null) {
      return new HostGrant(matcher.group(1).toLowerCase(Locale.ROOT), OptionalInt.empty());
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException(text);
    }
    return new HostGrant(matcher.group(1).toLowerCase(Locale.ROOT), OptionalInt.of(number));
  }

  boolean covers(String host, int number) {
    return name.equals(host.toLowerCase(Locale.ROOT))
        && (port.isEmpty() || port.getAsInt() == number);
  }

  @Override
  public String toString() {
    return port.isEmpty() ? name : name + ":" + port.getAsInt();
  }
}
