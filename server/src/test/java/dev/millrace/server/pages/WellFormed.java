package dev.millrace.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTML as strictly as XML: every element ends, in order, ids stand once, nothing is inline.
 */
final class WellFormed {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*=\"[^\"<]*\")*)(/?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z][a-zA-Z0-9-]*)=\"([^\"]*)\"");
  private static final Pattern ENTITY = Pattern.compile("&(?!(amp|lt|gt|quot);)");
  private static final Set<String> WITHOUT_END = Set.of("meta", "link", "input", "br");

  private WellFormed() {}

  static void check(String page) {
    assertThat(page).startsWith("<!doctype html>\n");
    String html = page.substring("<!doctype html>\n".length());
    Deque<String> open = new ArrayDeque<>();
    Set<String> ids = new HashSet<>();
    List<String> targets = new ArrayList<>();
    int at = 0;
    Matcher tags = TAG.matcher(html);
    while (tags.find()) {
      assertThat(html.substring(at, tags.start())).doesNotContain("<");
      at = tags.end();
      Matcher attributes = ATTRIBUTE.matcher(tags.group(3));
      while (attributes.find()) {
        String value = attributes.group(2);
        assertThat(attributes.group(1)).isNotEqualTo("style").doesNotStartWith("on");
        switch (attributes.group(1)) {
          case "id" -> assertThat(ids.add(value)).as("id " + value).isTrue();
          case "aria-labelledby", "for" -> targets.add(value);
          default -> {}
        }
      }
      if (tags.group(1).equals("/")) {
        assertThat(open.pop()).isEqualTo(tags.group(2));
      } else if (tags.group(4).isEmpty() && !WITHOUT_END.contains(tags.group(2))) {
        open.push(tags.group(2));
      }
    }
    assertThat(html.substring(at)).isBlank();
    assertThat(open).isEmpty();
    assertThat(ids).containsAll(targets);
    assertThat(ENTITY.matcher(html).find()).isFalse();
    assertThat(html).containsOnlyOnce("<h1>").containsOnlyOnce("<main ").contains("<html lang=");
  }

  /** Where links, styles and scripts of a page lead. */
  static List<String> addresses(String page) {
    return Pattern.compile(" (?:href|src)=\"([^\"]*)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }
}
