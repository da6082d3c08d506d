package dev.millrace.spi.id;

import java.util.regex.Pattern;

/**
 * Identifier of an experiment, which is a pipeline in a project.
 *
 * @param value a whole number without leading zeros; {@code 0} is the default experiment
 */
public record ExperimentId(String value) implements Comparable<ExperimentId> {
  private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** The experiment of runs that belong to no pipeline. */
  public static final ExperimentId DEFAULT = new ExperimentId("0");

  public ExperimentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an experiment id is a whole number, got '" + value + "'");
    }
  }

  public static ExperimentId of(long number) {
    return new ExperimentId(Long.toString(number));
  }

  public long number() {
    return Long.parseLong(value);
  }

  @Override
  public int compareTo(ExperimentId other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return value;
  }
}
