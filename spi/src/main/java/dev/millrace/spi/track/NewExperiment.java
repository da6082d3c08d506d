package dev.millrace.spi.track;

import java.util.List;

/**
 * An experiment to be made.
 *
 * @param name 1 to 500 bytes; no other experiment of the project has it
 * @param artifacts where files of its runs will be; at most 2,000 bytes, may be empty
 * @param tags at most 100
 */
public record NewExperiment(String name, String artifacts, List<Tag> tags) {
  /** VALUE_INVALID. */
  public NewExperiment {
    NoteLimits.text("the name of an experiment", name, 1, NoteLimits.TITLE_BYTES);
    NoteLimits.text("the place of artifacts", artifacts, 0, NoteLimits.PLACE_BYTES);
    tags = List.copyOf(tags);
    NoteLimits.most("tags", tags.size(), NoteLimits.BATCH_TEXTS);
  }
}
