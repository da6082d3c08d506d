package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.KeyDoc;
import dev.millrace.core.config.NodeDigest;
import dev.millrace.core.config.NodeValues;
import dev.millrace.core.config.Position;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.evaluate.EvaluateSettings;
import dev.millrace.core.gate.GateRule;
import dev.millrace.core.gate.GateRuleForm;
import dev.millrace.core.history.HistorySettings;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceSpan;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.prepare.FeatureSettings;
import dev.millrace.core.prepare.LabelSettings;
import dev.millrace.core.prepare.PrepareSettings;
import dev.millrace.core.prepare.SplitSettings;
import dev.millrace.core.queue.RunSettings;
import dev.millrace.core.release.ReleaseSettings;
import dev.millrace.core.train.TrainSettings;
import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.learn.LearnerProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A pipeline as its file describes it, with every default filled in.
 *
 * @param schema file of the accepted schema, relative to the pipeline's folder
 * @param seed root of every random choice
 * @param written digest of what the file says, for lineage and reuse
 */
public record PipelineConfig(
    PipelineName name,
    SourceConfig source,
    LabelSettings label,
    String schema,
    HistorySettings history,
    FeatureSettings features,
    SplitSettings split,
    TrainSettings train,
    EvaluateSettings evaluate,
    List<GateRule> gate,
    ReleaseSettings release,
    MonitorSettings monitor,
    RetrainSettings retrain,
    StageConditions conditions,
    RunSettings run,
    long seed,
    Written written) {
  /**
   * Digests of what the file says, by the stage that depends on it.
   *
   * @param values every scalar of the file by its path
   * @param query the source as the file says it, in canonical JSON
   */
  public record Written(
      Digest whole,
      Digest source,
      Digest prepare,
      Digest evaluate,
      SortedMap<String, String> values,
      String query) {}

  private static final Position NOWHERE = new Position("", 1, 1);
  private static final ValueForm<String> INSIDE =
      new ValueForm<>(
          "a file beside this one or in a folder under it, without '..'",
          text -> {
            Path path = Path.of(text);
            if (text.isBlank() || path.isAbsolute() || path.normalize().startsWith("..")) {
              throw new IllegalArgumentException(text);
            }
            return text;
          },
          text -> text);

  private static final ValueForm<PipelineName> NAME =
      new ValueForm<PipelineName>(
              "a-z, 0-9 and inner hyphens, at most 63",
              text -> {
                try {
                  return new PipelineName(text);
                } catch (MillraceException e) {
                  throw new IllegalArgumentException(text, e);
                }
              },
              PipelineName::value)
          .shaped(Shape.pattern("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"));

  public PipelineConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(source);
    Objects.requireNonNull(label);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(history);
    Objects.requireNonNull(features);
    Objects.requireNonNull(split);
    Objects.requireNonNull(train);
    Objects.requireNonNull(evaluate);
    gate = List.copyOf(gate);
    Objects.requireNonNull(release);
    Objects.requireNonNull(monitor);
    Objects.requireNonNull(retrain);
    Objects.requireNonNull(conditions);
    Objects.requireNonNull(run);
    Objects.requireNonNull(written);
  }

  /** The same for the files of one span of its source. */
  public PipelineConfig in(SourceSpan span) {
    SourceConfig part = source.in(span);
    String query =
        CanonicalJson.text(
            Json.members()
                .put("files", Json.texts(part.files()))
                .put("of", written.query())
                .build());
    return new PipelineConfig(
        name,
        part,
        label,
        schema,
        history,
        features,
        split,
        train,
        evaluate,
        gate,
        release.byHand(),
        monitor,
        retrain,
        conditions,
        run,
        seed,
        new Written(
            CanonicalJson.digest(Json.texts(List.of(written.whole().hex(), span.toString()))),
            written.source(),
            written.prepare(),
            written.evaluate(),
            written.values(),
            query));
  }

  /** All that preparation needs. */
  public PrepareSettings prepare() {
    return new PrepareSettings(
        label,
        split,
        features,
        source.time().map(SourceConfig.TimeColumn::column),
        history.supplies(),
        seed);
  }

  /**
   * Reads a pipeline; every problem is told at once.
   *
   * @param file name for messages
   * @param learners known learners by name
   */
  public static PipelineConfig read(
      String file, String text, SortedMap<String, LearnerProvider> learners) {
    Problems problems = new Problems();
    ConfigNode.Mapping mapping = YamlReader.read(file, text);
    PipelineConfig config;
    try (Section top = Section.top(mapping, problems)) {
      config = read(top, mapping, learners);
    }
    problems.throwIfAny();
    return config;
  }

  /** Every key with its meaning, for documentation and editor completion. */
  public static List<KeyDoc> describe(SortedMap<String, LearnerProvider> learners) {
    return describe(learners, new ConfigNode.Mapping(NOWHERE, List.of()));
  }

  /** Every key with its meaning, when the pipeline names this learner. */
  public static List<KeyDoc> describe(SortedMap<String, LearnerProvider> learners, String learner) {
    ConfigNode.Entry named =
        new ConfigNode.Entry(NOWHERE, "learner", new ConfigNode.Scalar(NOWHERE, learner, false));
    ConfigNode.Mapping train = new ConfigNode.Mapping(NOWHERE, List.of(named));
    return describe(
        learners,
        new ConfigNode.Mapping(NOWHERE, List.of(new ConfigNode.Entry(NOWHERE, "train", train))));
  }

  private static List<KeyDoc> describe(
      SortedMap<String, LearnerProvider> learners, ConfigNode.Mapping mapping) {
    List<KeyDoc> docs = new ArrayList<>();
    read(Section.describing(docs, mapping), mapping, learners);
    return docs;
  }

  private static PipelineConfig read(
      Section top, ConfigNode.Mapping mapping, SortedMap<String, LearnerProvider> learners) {
    top.value("config-version", "version of this file's form", ValueForms.whole(1, 1), 1L);
    PipelineName name =
        top.required("name", "name of the pipeline", NAME, new PipelineName("unnamed"));
    SourceConfig source = top.section("source", "where rows come from", SourceConfig::read);
    Optional<ColumnName> time = source.time().map(SourceConfig.TimeColumn::column);
    LabelSettings label = top.section("label", "what is predicted", LabelSettings::read);
    String schema = top.value("schema", "file of the accepted schema", INSIDE, "schema.yaml");
    HistorySettings history =
        top.section(
            "history",
            "columns made from earlier rows",
            section -> HistorySettings.read(section, time));
    FeatureSettings features =
        FeatureSettings.read(
            top.node(
                "features",
                "columns or new names with their steps",
                "a mapping",
                FeatureSettings.shape()),
            top.problems());
    SplitSettings split =
        top.section("split", "how rows are parted", s -> SplitSettings.read(s, time));
    TrainSettings train =
        top.section("train", "how the candidate is trained", s -> TrainSettings.read(s, learners));
    EvaluateSettings evaluate =
        top.section("evaluate", "what is wanted to be known", EvaluateSettings::read);
    List<GateRule> gate =
        top.list("gate", "demands that a model must meet to be chosen", GateRuleForm.FORM);
    ReleaseSettings release =
        top.section(
            "release", "what happens to a version the gate has blessed", ReleaseSettings::read);
    MonitorSettings monitor =
        top.section("monitor", "how the model is watched", MonitorSettings::read);
    RetrainSettings retrain = RetrainSettings.read(top);
    StageConditions conditions =
        top.section("when", "conditions under which stages are run", StageConditions::read);
    RunSettings run = top.section("run", "what a run needs of the machine", RunSettings::read);
    long seed =
        top.value("seed", "root of every random choice", ValueForms.whole(0, Long.MAX_VALUE), 42L);
    PipelineChecks.gate(top, evaluate, label.task());
    return new PipelineConfig(
        name,
        source,
        label,
        schema,
        history,
        features,
        split,
        train,
        evaluate,
        gate,
        release,
        monitor,
        retrain,
        conditions,
        run,
        seed,
        written(mapping));
  }

  private static Written written(ConfigNode.Mapping mapping) {
    return new Written(
        NodeDigest.of(Optional.of(mapping)),
        part(mapping, "source"),
        part(mapping, "source", "label", "history", "features", "split", "seed"),
        part(mapping, "evaluate", "seed"),
        NodeValues.of(mapping),
        only(mapping, "source").entries().stream()
            .map(entry -> CanonicalJson.text(NodeDigest.json(entry.value())))
            .findFirst()
            .orElse("{}"));
  }

  private static Digest part(ConfigNode.Mapping mapping, String... keys) {
    return NodeDigest.of(Optional.of(only(mapping, keys)));
  }

  private static ConfigNode.Mapping only(ConfigNode.Mapping mapping, String... keys) {
    return new ConfigNode.Mapping(
        mapping.position(),
        mapping.entries().stream().filter(entry -> List.of(keys).contains(entry.key())).toList());
  }
}
