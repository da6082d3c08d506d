package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;

/**
 * Experiments of a project. Each change is one transaction with its event, as those of {@link
 * RunStore} are. An experiment of a pipeline keeps its name and is not set aside: CONFLICT.
 */
public interface ExperimentStore {
  /** Makes an experiment: CONFLICT when its name is taken, be it by one that was set aside. */
  Experiment create(Change change, NewExperiment wish);

  /**
   * Changes an experiment and gives it as it is then: EXPERIMENT_UNKNOWN, CONFLICT, VALUE_INVALID
   * when it has no room for another tag or no such tag.
   */
  Experiment change(Change change, ExperimentId id, ExperimentChange wish);

  /** An experiment, set aside or not: EXPERIMENT_UNKNOWN. */
  Experiment load(ProjectName project, ExperimentId id);

  /** The experiment of a name, set aside or not: EXPERIMENT_UNKNOWN. */
  Experiment loadByName(ProjectName project, String name);
}
