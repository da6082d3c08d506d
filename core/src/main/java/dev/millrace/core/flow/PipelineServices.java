package dev.millrace.core.flow;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.train.JobLauncher;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.engine.Widening;
import dev.millrace.spi.learn.LearnerProvider;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;

/**
 * What the stages of a pipeline need from outside. Whoever opened these closes them.
 *
 * @param folder the pipeline's folder, where relative paths start
 * @param policy what the operator of the home grants
 * @param home folder of the home, handed to training processes
 * @param scratch folder for files that are worth nothing after the run
 * @param log folder for what people read after a failure
 * @param workers bounded pool for computations
 * @param threads threads a training process may use
 */
public record PipelineServices(
    Engine engine,
    Landing landing,
    Widening widening,
    TableExport export,
    SortedMap<String, LearnerProvider> learners,
    JobLauncher launcher,
    Path folder,
    Policy policy,
    Path home,
    Path scratch,
    Path log,
    ExecutorService workers,
    int threads) {
  public PipelineServices {
    Objects.requireNonNull(engine);
    Objects.requireNonNull(landing);
    Objects.requireNonNull(widening);
    Objects.requireNonNull(export);
    Objects.requireNonNull(learners);
    Objects.requireNonNull(launcher);
    Objects.requireNonNull(folder);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(home);
    Objects.requireNonNull(scratch);
    Objects.requireNonNull(log);
    Objects.requireNonNull(workers);
  }
}
