package dev.millrace.core.report;

import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.PersonHint;
import dev.millrace.spi.profile.TextForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column's values look like, in a few words: contents, persons, types seen, patterns. */
final class ProfileLooks {
  private static final double MOST = 0.9;
  private static final int PATTERNS = 2;

  private ProfileLooks() {}

  static String of(ColumnProfile column) {
    List<String> parts = new ArrayList<>();
    PersonHint.content(column).map(PersonHint::word).ifPresent(parts::add);
    if (PersonHint.reason(column).isPresent()) {
      parts.add("personal?");
    }
    Optional<TextForms> text = column.sampled().text();
    text.ifPresent(
        some -> {
          kinds(some).ifPresent(parts::add);
          some.patterns().stream()
              .limit(PATTERNS)
              .filter(pattern -> !pattern.value().isEmpty())
              .forEach(
                  pattern ->
                      parts.add("'" + pattern.value() + "' " + share(pattern, some.values())));
        });
    return String.join(", ", parts);
  }

  /** Types the texts could be read as, when they are not all just texts. */
  private static Optional<String> kinds(TextForms text) {
    List<ValueCount> kinds = text.kinds();
    boolean plain = kinds.stream().allMatch(kind -> kind.value().equals("text"));
    return plain
        ? Optional.empty()
        : Optional.of(
            String.join(
                " + ",
                kinds.stream()
                    .map(
                        kind ->
                            kind.count() > MOST * text.values() && kinds.size() == 1
                                ? kind.value()
                                : kind.value() + " " + share(kind, text.values()))
                    .toList()));
  }

  private static String share(ValueCount count, long all) {
    return String.format(Locale.ROOT, "%.0f%%", 100.0 * count.count() / Math.max(all, 1));
  }
}
