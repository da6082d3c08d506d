package dev.millrace.core.keep;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's value in texts: where neither a letter nor a digit stands right before or behind it.
 * Thread-safe.
 */
final class PersonText {
  /** What stands where a value stood. */
  static final String TOMBSTONE = "(erased)";

  private final String value;
  private final Pattern pattern;

  PersonText(String value) {
    this.value = value;
    this.pattern =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])");
  }

  boolean isIn(String text) {
    return text.contains(value) && pattern.matcher(text).find();
  }

  /** Whether bytes that are, or hold, UTF-8 text hold the value. */
  boolean isIn(byte[] bytes) {
    return isIn(new String(bytes, StandardCharsets.UTF_8));
  }

  String without(String text) {
    return text.contains(value)
        ? pattern.matcher(text).replaceAll(Matcher.quoteReplacement(TOMBSTONE))
        : text;
  }

  /** The same value with a tombstone in each text and each name that holds the person's. */
  Json without(Json json) {
    return switch (json) {
      case Json.Text text -> Json.of(without(text.value()));
      case Json.Items items -> Json.items(items.values().stream().map(this::without).toList());
      case Json.Members members -> {
        Map<String, Json> all = new LinkedHashMap<>();
        members.values().forEach((name, member) -> all.put(without(name), without(member)));
        MembersBuilder out = Json.members();
        all.forEach(out::put);
        yield out.build();
      }
      default -> json;
    };
  }
}
