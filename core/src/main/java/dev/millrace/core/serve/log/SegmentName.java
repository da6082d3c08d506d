package dev.millrace.core.serve.log;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a segment's file: {@code NODE-SEQUENCE.open} while it is written, {@code .seg} when
 * nothing more will come.
 *
 * @param firstSequence number of its first record
 */
public record SegmentName(NodeId node, long firstSequence) implements Comparable<SegmentName> {
  static final String OPEN = ".open";
  static final String SEALED = ".seg";

  private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,64})-(\\d{19})\\.(open|seg)");
  private static final Comparator<SegmentName> ORDER =
      Comparator.comparing(SegmentName::node).thenComparingLong(SegmentName::firstSequence);

  /** The segment a file is, if it is one. */
  static Optional<SegmentName> parse(String file) {
    Matcher form = FORM.matcher(file);
    return form.matches()
        ? Optional.of(new SegmentName(new NodeId(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  String openFile() {
    return text() + OPEN;
  }

  String sealedFile() {
    return text() + SEALED;
  }

  /** The name without its ending. */
  public String text() {
    return String.format(Locale.ROOT, "%s-%019d", node.value(), firstSequence);
  }

  @Override
  public int compareTo(SegmentName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
