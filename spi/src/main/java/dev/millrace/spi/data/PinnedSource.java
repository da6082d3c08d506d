package dev.millrace.spi.data;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import java.util.List;
import java.util.Objects;

/**
 * What a source was when it was looked at: the objects in reading order, with their digests.
 *
 * @param objects sorted by location; at least one
 */
public record PinnedSource(SourceFormat format, List<SourceObject> objects) {
  public PinnedSource {
    Objects.requireNonNull(format);
    objects = List.copyOf(objects);
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("a pinned source has at least one object");
    }
  }

  /** Name of this state of the source; locations do not count, contents and their order do. */
  public Digest digest() {
    Digester digester = new Digester().text("pinned-source-1").text(format.name());
    objects.forEach(object -> digester.content(object.digest()));
    return digester.digest();
  }
}
