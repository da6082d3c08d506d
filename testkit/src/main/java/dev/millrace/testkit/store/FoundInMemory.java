package dev.millrace.testkit.store;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.FoundModel;
import dev.millrace.spi.store.FoundVersion;
import dev.millrace.spi.store.LabelRules;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.testkit.store.MemoryTables.ModelRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Models and versions of a project as a search gives them; when they changed is in the events. */
record FoundInMemory(MemoryTables tables, ProjectName project) {
  private static final Set<EventAction> OF_VERSIONS =
      Set.of(EventAction.MODEL_REGISTER, EventAction.MODEL_MOVE, EventAction.MODEL_LABEL);
  private static final Set<EventAction> OF_MODELS =
      Set.of(
          EventAction.MODEL_REGISTER,
          EventAction.MODEL_MOVE,
          EventAction.MODEL_LABEL,
          EventAction.MODEL_CHOOSE,
          EventAction.MODEL_ROLL_BACK);

  List<FoundModel> models() {
    List<FoundModel> found = new ArrayList<>();
    tables
        .models(project)
        .forEach(
            (name, rows) -> {
              String subject = "model/" + name;
              found.add(
                  new FoundModel(
                      new RegisteredModel(name, rows.versions().size(), rows.choices()),
                      rows.versions().getFirst().at(),
                      last(
                          OF_MODELS,
                          text -> text.equals(subject) || text.startsWith(subject + "/")),
                      labels(rows, label -> true)));
            });
    return found;
  }

  List<FoundVersion> versions() {
    List<FoundVersion> found = new ArrayList<>();
    tables
        .models(project)
        .forEach((name, rows) -> rows.versions().forEach(v -> found.add(found(name, rows, v))));
    return found;
  }

  private FoundVersion found(ModelName name, ModelRows rows, ModelVersion version) {
    String subject = "model/" + name + "/" + version.version();
    return new FoundVersion(
        version,
        last(OF_VERSIONS, subject::equals),
        labels(rows, label -> label.version() == version.version()));
  }

  private Instant last(Set<EventAction> actions, Predicate<String> subject) {
    return tables.events.reversed().stream()
        .filter(event -> event.change().project().equals(project))
        .filter(event -> actions.contains(event.draft().action()))
        .filter(event -> subject.test(event.draft().subject()))
        .map(Event::change)
        .findFirst()
        .orElseThrow()
        .at();
  }

  private static List<ModelLabel> labels(ModelRows rows, Predicate<ModelLabel> wanted) {
    return rows.labels().stream().filter(wanted).sorted(LabelRules.ORDER).toList();
  }
}
