package dev.millrace.spi.profile;

import dev.millrace.spi.profile.TextForms.Content;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What one text is: the kind of value it could be read as, and the well-known thing it names. */
final class TextContent {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{4}|[0-9]{2})");
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?"
              + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?");
  private static final Set<String> YES_OR_NO = Set.of("true", "false", "yes", "no");

  private static final Pattern E_MAIL =
      Pattern.compile(
          "[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\\.){1,8}[A-Za-z]{2,24}");
  private static final Pattern URL =
      Pattern.compile("(?:https?|ftp)://[^\\s/]+(?:/\\S*)?|www\\.[^\\s/]+\\.[a-z]{2,}(?:/\\S*)?");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern IP_4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}");
  private static final Pattern IP_6 = Pattern.compile("(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}");
  private static final Pattern PHONE =
      Pattern.compile(
          "\\+[0-9][0-9 ().-]{6,18}[0-9]|\\([0-9]{2,5}\\) ?[0-9][0-9 -]{4,10}[0-9]"
              + "|[0-9]{3}-[0-9]{3}-[0-9]{4}");
  private static final Pattern CARD = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9] ?){11,30}");

  private TextContent() {}

  static String kind(String text) {
    if (text.isEmpty()) {
      return "empty";
    }
    if (WHOLE.matcher(text).matches()) {
      return "whole";
    }
    if (REAL.matcher(text).matches()) {
      return "real";
    }
    if (YES_OR_NO.contains(text.toLowerCase(Locale.ROOT))) {
      return "boolean";
    }
    if (DATE.matcher(text).matches()) {
      return "date";
    }
    return MOMENT.matcher(text).matches() ? "moment" : "text";
  }

  static Optional<Content> of(String text) {
    if (text.length() < 7 || text.length() > 500) {
      return Optional.empty();
    }
    if (text.indexOf('@') > 0 && E_MAIL.matcher(text).matches()) {
      return Optional.of(Content.E_MAIL);
    }
    if (URL.matcher(text).matches()) {
      return Optional.of(Content.URL);
    }
    if (UUID.matcher(text).matches()) {
      return Optional.of(Content.UUID);
    }
    if (IP_4.matcher(text).matches() || IP_6.matcher(text).matches()) {
      return Optional.of(Content.IP_ADDRESS);
    }
    if (CARD.matcher(text).matches() && isCard(text)) {
      return Optional.of(Content.PAYMENT_CARD);
    }
    if (ACCOUNT.matcher(text).matches() && isAccount(text.replace(" ", ""))) {
      return Optional.of(Content.BANK_ACCOUNT);
    }
    return PHONE.matcher(text).matches() ? Optional.of(Content.PHONE_NUMBER) : Optional.empty();
  }

  /** The check digit of ISO/IEC 7812, annex B (Luhn). */
  private static boolean isCard(String text) {
    int sum = 0;
    int place = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        continue;
      }
      int digit = c - '0';
      int counted = place % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
      place++;
    }
    return sum > 0 && sum % 10 == 0;
  }

  /** The check digits of ISO 13616, by ISO/IEC 7064 MOD 97-10. */
  private static boolean isAccount(String text) {
    String turned = text.substring(4) + text.substring(0, 4);
    int rest = 0;
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}
