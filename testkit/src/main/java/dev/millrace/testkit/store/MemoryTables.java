package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.LeaseState;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.PendingEffect;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.StoredResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a home in memory holds; every access holds this object's monitor. */
final class MemoryTables {
  /** Something of a project. */
  record InProject<T>(ProjectName project, T id) {}

  /** A run with what was answered to its start. */
  record Run(StartedRun started, RunSummary summary, List<StageRecord> stages) {}

  /** A model with its versions and choices, both oldest first, and its labels. */
  record ModelRows(
      List<ModelVersion> versions, List<ChampionChoice> choices, List<ModelLabel> labels) {
    ModelRows() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** An effect; without a result it is pending. */
  record Effect(PendingEffect begun, Optional<Json> result) {}

  /** A statement with the project it belongs to. */
  record Statement(ProjectName project, EvidenceRecord evidence) {}

  /** A hold with what it names. */
  record HeldThing(ProjectName project, Hold hold, List<Digest> contents) {}

  final List<Event> events = new ArrayList<>();
  final MemoryNotes notes = new MemoryNotes();
  final Map<InProject<PipelineName>, ExperimentId> experiments = new LinkedHashMap<>();
  final Map<InProject<PipelineName>, LeaseState> leases = new LinkedHashMap<>();
  final Map<InProject<RunId>, Run> runs = new LinkedHashMap<>();
  final Map<InProject<Digest>, StoredResult> results = new LinkedHashMap<>();
  final Map<InProject<String>, Effect> effects = new LinkedHashMap<>();
  final Map<ProjectName, Map<ModelName, ModelRows>> models = new LinkedHashMap<>();
  final List<Statement> evidence = new ArrayList<>();
  final Map<InProject<MachineId>, MachineState> machines = new LinkedHashMap<>();
  final Map<InProject<ReleaseTarget>, List<ReleaseEpoch>> epochs = new LinkedHashMap<>();
  final List<InProject<EpochServed>> served = new ArrayList<>();
  final Map<NodeName, ServingNode> nodes = new TreeMap<>();
  final List<InProject<MonitorWindow>> windows = new ArrayList<>();

  final Map<InProject<Digest>, CollectedResult> collected = new LinkedHashMap<>();
  final List<HeldThing> holds = new ArrayList<>();
  final List<InProject<Erasure>> erasures = new ArrayList<>();
  final List<InProject<ErasedContent>> erased = new ArrayList<>();

  Map<ModelName, ModelRows> models(ProjectName project) {
    return models.computeIfAbsent(project, name -> new TreeMap<>());
  }

  /** Epochs of a target, oldest first. */
  List<ReleaseEpoch> epochs(ProjectName project, ReleaseTarget target) {
    return epochs.computeIfAbsent(new InProject<>(project, target), key -> new ArrayList<>());
  }
}
