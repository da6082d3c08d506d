package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PlainText;
import java.util.Objects;

/**
 * A content a stage took or gave, under the name the stage has for it.
 *
 * @param name 1 to 200 characters
 */
public record NamedDigest(String name, Digest digest) {
  public NamedDigest {
    Objects.requireNonNull(digest);
    PlainText.require("the name of a content", name);
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("the name of a content has 1 to 200 characters");
    }
  }
}
