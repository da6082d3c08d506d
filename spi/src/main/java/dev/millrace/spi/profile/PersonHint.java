package dev.millrace.spi.profile;

import dev.millrace.spi.profile.TextForms.Content;
import dev.millrace.spi.profile.TextForms.ContentCount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses whether a column holds data about persons, from what its values look like and from the
 * words of its name. A guess to be looked at: no rule may rest on it.
 */
public final class PersonHint {
  private static final double MOST = 0.5;

  private static final Set<Content> OF_PERSONS =
      Set.of(
          Content.E_MAIL,
          Content.PHONE_NUMBER,
          Content.PAYMENT_CARD,
          Content.BANK_ACCOUNT,
          Content.IP_ADDRESS);

  /** Words of names that speak of one person; kept apart from those all persons share. */
  private static final Set<String> NAMING =
      Set.of(
          "email",
          "mail",
          "phone",
          "telephone",
          "mobile",
          "ssn",
          "passport",
          "iban",
          "surname",
          "lastname",
          "firstname",
          "forename",
          "fullname",
          "username",
          "birthdate",
          "dob",
          "birthday",
          "address",
          "street");

  /** Words of traits by which law in many places forbids to tell persons apart. */
  private static final Map<String, String> PROTECTED =
      Map.of(
          "sex",
          "sex",
          "gender",
          "sex",
          "race",
          "race",
          "ethnicity",
          "race",
          "religion",
          "religion",
          "nationality",
          "nationality",
          "disability",
          "disability",
          "age",
          "age");

  private PersonHint() {}

  /** Why a column seems to hold data about persons; empty when nothing speaks for it. */
  public static Optional<String> reason(ColumnProfile column) {
    Optional<String> content = content(column).filter(OF_PERSONS::contains).map(PersonHint::word);
    if (content.isPresent()) {
      return content.map(word -> "its values are of the form " + word);
    }
    NameWords name = new NameWords(column.field().name());
    if (name.hasAny(NAMING)) {
      return Optional.of("its name speaks of a person");
    }
    return PROTECTED.keySet().stream()
        .sorted()
        .filter(word -> name.hasAny(Set.of(word)))
        .findFirst()
        .map(
            word ->
                "its name speaks of "
                    + PROTECTED.get(word)
                    + ", by which law may forbid to decide");
  }

  /** The well-known thing that most values of a text column are. */
  public static Optional<Content> content(ColumnProfile column) {
    return column
        .sampled()
        .text()
        .flatMap(
            text ->
                text.contents().stream()
                    .filter(some -> (double) some.count() > MOST * (double) text.values())
                    .map(ContentCount::content)
                    .findFirst());
  }

  /** A content as people write it: {@code e-mail}. */
  public static String word(Content content) {
    return content == Content.E_MAIL
        ? "e-mail"
        : content == Content.URL || content == Content.UUID
            ? content.name()
            : content == Content.IP_ADDRESS
                ? "IP address"
                : content.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
