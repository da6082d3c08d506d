package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.core.evaluate.ScoreCollector;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.monitor.ReferenceMaker;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.digest.Digest;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.TableProfile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The stages that prepare for watching a model. */
final class MonitorStages {
  private final Engine engine;
  private final Function<Digest, byte[]> packages;

  /**
   * @param packages gives the bytes of a scorer, checked against their name
   */
  MonitorStages(Engine engine, Function<Digest, byte[]> packages) {
    this.engine = engine;
    this.packages = packages;
  }

  /**
   * What traffic will be compared with.
   *
   * @param inputs what the split depends on
   * @param profile figures of the rows
   * @param scored what the scorer said of the test rows, where this run has asked it already
   */
  Stage<Reference> reference(
      DataCut cut,
      List<StageInput> inputs,
      Split split,
      Prepared prepared,
      StageOutcome<TableProfile> profile,
      Digest scorer,
      Supplier<Optional<ScoredRows>> scored) {
    List<StageInput> all = new java.util.ArrayList<>(inputs);
    all.add(new StageInput("cut", cut.digest()));
    all.add(new StageInput("scorer", scorer));
    all.add(profile.as("profile"));
    return new Stage.Pure<>(
        Stages.REFERENCE,
        "2",
        all,
        Forms.plain(Reference::toJson, Reference::fromJson),
        control -> {
          byte[] bytes = packages.apply(scorer);
          return new ReferenceMaker(engine, profile.value())
              .make(
                  ScorerPackage.read(bytes).scorer(),
                  split.train(),
                  scored.get().orElseGet(() -> score(split, prepared, bytes)));
        });
  }

  private ScoredRows score(Split split, Prepared prepared, byte[] bytes) {
    Set<ColumnName> columns = new LinkedHashSet<>(prepared.label().columns());
    ScorerPackage.read(bytes).scorer().inputs().forEach(field -> columns.add(field.name()));
    return engine
        .collect(
            split.scan(Side.TEST, List.copyOf(columns)),
            new ScoreCollector(List.of(bytes), prepared.label(), List.of()))
        .scored(0, prepared.label());
  }
}
