package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PlainText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that is to be kept as it is.
 *
 * @param subject what people call it, such as {@code version/taxi/3}; 1 to 200 characters
 * @param person digest of a person's key when it is about a person
 * @param contents digests of what is held: the thing and all it rests on
 */
public record HoldDraft(String subject, Optional<Digest> person, List<Digest> contents) {
  /** The most contents of one hold. */
  public static final int MOST = 100_000;

  public HoldDraft {
    PlainText.require("what is held", subject);
    Objects.requireNonNull(person);
    contents = contents.stream().distinct().sorted().toList();
    if (subject.isBlank() || subject.length() > 200) {
      throw new IllegalArgumentException("what is held has a name of 1 to 200 characters");
    }
    if (contents.size() > MOST) {
      throw new IllegalArgumentException("a hold has at most " + MOST + " contents");
    }
  }
}
