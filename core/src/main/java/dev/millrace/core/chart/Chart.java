package dev.millrace.core.chart;

import java.util.List;
import java.util.Objects;

/**
 * A picture of some numbers, without a word about how it is drawn.
 *
 * @param title what it shows, told to screen readers too
 * @param across axis from left to right
 * @param up axis from bottom to top
 * @param marks drawn in order, later ones on top
 */
public record Chart(String title, Axis across, Axis up, List<Mark> marks) {
  public Chart {
    Objects.requireNonNull(title);
    Objects.requireNonNull(across);
    Objects.requireNonNull(up);
    marks = List.copyOf(marks);
  }
}
