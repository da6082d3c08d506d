package dev.millrace.spi.track;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PlainText;
import dev.millrace.spi.id.RunId;
import java.util.List;
import java.util.Objects;

/**
 * A run to be tracked.
 *
 * @param name may be empty: the beginning of its id then
 * @param user who runs it, as it is said; at most 500 bytes
 * @param started milliseconds since 1970
 * @param artifacts where its files will be; at most 2,000 bytes, may be empty
 * @param tags at most 100
 */
public record NewRun(
    RunId run,
    ExperimentId experiment,
    String name,
    String user,
    long started,
    String artifacts,
    List<Tag> tags) {
  /** VALUE_INVALID. */
  public NewRun {
    Objects.requireNonNull(run);
    Objects.requireNonNull(experiment);
    name = name.isEmpty() ? run.brief() : name;
    NoteLimits.text("the name of a run", name, 1, NoteLimits.TITLE_BYTES);
    user = PlainText.clean(user);
    NoteLimits.text("the user of a run", user, 0, NoteLimits.TITLE_BYTES);
    NoteLimits.text("the place of artifacts", artifacts, 0, NoteLimits.PLACE_BYTES);
    tags = List.copyOf(tags);
    NoteLimits.most("tags", tags.size(), NoteLimits.BATCH_TEXTS);
  }
}
