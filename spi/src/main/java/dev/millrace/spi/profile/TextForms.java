package dev.millrace.spi.profile;

import dev.millrace.spi.collect.ValueCount;
import java.util.List;
import java.util.Objects;

/**
 * What the texts of a column look like, in rows of the sample; no value is shown.
 *
 * @param patterns the most frequent shapes, at most 10: {@code A} for upper-case letters, {@code a}
 *     for other letters and {@code 9} for digits, however many in a row; the rest as it is
 * @param kinds what each value could be read as: {@code whole}, {@code real}, {@code boolean},
 *     {@code date}, {@code moment}, {@code text}, {@code empty}; the most frequent first
 * @param contents what well-known things the values are, those of at least one value in a hundred
 */
public record TextForms(
    List<ValueCount> patterns, List<ValueCount> kinds, List<ContentCount> contents) {
  /** Well-known things that texts hold. */
  public enum Content {
    E_MAIL,
    URL,
    UUID,
    IP_ADDRESS,
    PHONE_NUMBER,
    /** 13 to 19 digits with the check digit of payment cards. */
    PAYMENT_CARD,
    /** An international bank account number with right check digits. */
    BANK_ACCOUNT
  }

  /** So many values are of this content. */
  public record ContentCount(Content content, long count) {
    public ContentCount {
      Objects.requireNonNull(content);
    }
  }

  public TextForms {
    patterns = List.copyOf(patterns);
    kinds = List.copyOf(kinds);
    contents = List.copyOf(contents);
  }

  /** Values that were looked at. */
  public long values() {
    return kinds.stream().mapToLong(ValueCount::count).sum();
  }
}
