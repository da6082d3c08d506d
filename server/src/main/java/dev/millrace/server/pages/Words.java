package dev.millrace.server.pages;

import dev.millrace.server.pages.Node.Element;
import dev.millrace.server.pages.Node.Text;
import dev.millrace.spi.id.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names as pages say them. */
final class Words {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  static Text text(String text) {
    return new Text(text);
  }

  static Text count(long number) {
    return text(grouped(number));
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A count with its unit. */
  static String counted(long number, String one, String many) {
    return grouped(number) + " " + (number == 1 ? one : many);
  }

  static Text real(double value) {
    return text(Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value));
  }

  /** A share in ten-thousandths as per cent. */
  static String share(int tenThousandths) {
    return tenThousandths % 100 == 0
        ? tenThousandths / 100 + " %"
        : String.format(Locale.ROOT, "%.2f %%", tenThousandths / 100.0);
  }

  /** An instant, in UTC as the foot of every page says. */
  static Element time(Instant at) {
    return Element.of("time", SECOND.format(at)).with("datetime", at.toString()).styled("whole");
  }

  /** The day of an instant, as short as an axis wants it. */
  static String day(Instant at) {
    return DAY.format(at);
  }

  /** The time of day of an instant, as short as an axis wants it. */
  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  static String duration(Duration time) {
    long millis = Math.max(0, time.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long minutes = millis / 60_000;
    if (minutes < 60) {
      return minutes + " min " + millis / 1000 % 60 + " s";
    }
    return minutes < 48 * 60
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
  }

  /** Who made a change, and how far that is known. */
  static String actor(Actor actor) {
    return switch (actor.standing()) {
      case VERIFIED -> actor.name();
      case UNVERIFIED -> actor.name() + " (not verified)";
      case SYSTEM -> "the program";
    };
  }

  /** {@code LIVE_EXPERIMENT} as live experiment. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Element link(String address, String text) {
    return Element.of("a", text).with("href", address);
  }

  static Element code(String text) {
    return Element.of("code", text);
  }

  static Element paragraph(String text) {
    return Element.of("p", text);
  }

  static Element note(String text) {
    return Element.of("p", text).styled("note");
  }

  /** A word that stands out; its colour says no more than the word. */
  static Element badge(String kind, String text) {
    return Element.of("span", text).styled("badge " + kind);
  }

  /** What to say where there is nothing yet, with the command that changes it. */
  static Element nothing(String what, String next, String command) {
    return Element.of("div", paragraph(what), Element.of("p", text(next + " "), code(command)))
        .styled("nothing");
  }

  /** A part of a page under a heading. */
  static Element part(String id, String heading, List<? extends Node> content) {
    return Element.of("section", Element.of("h2", heading).with("id", id))
        .with("aria-labelledby", id)
        .add(content);
  }
}
