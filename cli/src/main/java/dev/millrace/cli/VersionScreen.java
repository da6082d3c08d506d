package dev.millrace.cli;

import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.monitor.InputExample;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.release.LiveSpan;
import dev.millrace.core.release.Origin;
import dev.millrace.core.release.Origins;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything the record says of one version. */
final class VersionScreen {
  private static final int MOST_CONSENTS = 50;

  /** Steps of a release that people take, and what those are called afterwards. */
  private static final Map<String, String> CONSENTS =
      Map.of("propose", "proposed", "approve", "approved", "reject", "rejected");

  private final Stores stores;
  private final BlobStore blobs;
  private final RegisteredModel model;
  private final ModelVersion version;
  private final List<ModelLabel> labels;

  VersionScreen(OpenHome home, RegisteredModel model, ModelVersion version) {
    this.stores = home.store().stores();
    this.blobs = home.store().blobs();
    this.model = model;
    this.version = version;
    this.labels =
        stores.registryQueries().listLabels(Users.PROJECT, model.model()).stream()
            .filter(label -> label.version() == version.version())
            .toList();
  }

  Json json() {
    MembersBuilder metrics = Json.members();
    for (MetricValue metric : version.metrics()) {
      metrics.put(metric.name(), metric.value());
    }
    VersionLineage from = version.lineage();
    MembersBuilder out =
        Json.members()
            .put("model", model.model().value())
            .put("version", version.version())
            .put("phase", version.phase().name())
            .put("labels", LabelSteps.json(labels))
            .put("signature", signature())
            .put("scorer", version.scorer().hex())
            .put("run", from.run().value())
            .put("cut", from.cut().hex())
            .put("schema", from.schema().hex())
            .put("plan", from.plan().hex())
            .put("learner", from.learner())
            .put("settings", from.settings())
            .put("seed", from.seed())
            .put("revision", from.revision())
            .put("jdk", from.jdk())
            .put("libraries", from.libraries())
            .put("metrics", metrics.build())
            .put("origins", origins().stream().map(VersionScreen::json).toList())
            .put("approvals", consents().stream().map(VersionScreen::json).toList())
            .put("registered", by(version.at(), version.actor().name(), version.reason()))
            .put("chosen", chosen().stream().map(VersionScreen::json).toList())
            .put("live", live().stream().map(VersionScreen::json).toList());
    example().ifPresent(row -> out.put("input-example", row));
    return out.build();
  }

  /** Name and value, line by line. */
  List<Map.Entry<String, String>> lines() {
    VersionLineage from = version.lineage();
    List<Map.Entry<String, String>> out = new ArrayList<>();
    for (ModelLabel label : labels) {
      out.add(Map.entry(lower(label.kind().name()), LabelSteps.text(label)));
    }
    out.add(Map.entry("phase", PhaseCommand.PHASE.print().apply(version.phase())));
    out.add(Map.entry("registered", version.actor().name() + ", " + time(version.at())));
    out.add(Map.entry("why", version.reason()));
    for (Origin origin : origins()) {
      out.add(Map.entry("trained", origin.actor().name() + ", run " + origin.run().brief()));
      out.add(Map.entry("code", origin.code().text()));
    }
    for (Event consent : consents()) {
      out.add(Map.entry(word(consent), text(consent)));
    }
    for (ChampionChoice choice : chosen()) {
      out.add(
          Map.entry(
              "chosen", choice.actor().name() + ", " + time(choice.at()) + ": " + choice.reason()));
    }
    for (LiveSpan span : live()) {
      out.add(Map.entry("live", text(span)));
    }
    out.add(Map.entry("run", from.run().value()));
    out.add(Map.entry("data", "cut " + from.cut().hex()));
    origins().stream()
        .map(Origin::query)
        .distinct()
        .forEach(query -> out.add(Map.entry("query", query)));
    out.add(Map.entry("schema", from.schema().hex()));
    out.add(Map.entry("plan", from.plan().hex()));
    out.add(Map.entry("scorer", version.scorer().hex()));
    out.add(Map.entry("learner", from.learner() + ", seed " + from.seed()));
    out.add(Map.entry("settings", CanonicalJson.text(from.settings())));
    out.add(Map.entry("program", from.revision() + ", JDK " + from.jdk()));
    out.add(Map.entry("libraries", CanonicalJson.text(from.libraries())));
    for (Field field : inputs()) {
      out.add(Map.entry("input", field.name() + " " + field.type().text()));
    }
    out.add(Map.entry("output", output()));
    example().ifPresent(row -> out.add(Map.entry("example", CanonicalJson.text(row))));
    for (MetricValue metric : version.metrics()) {
      out.add(Map.entry(metric.name(), String.format(Locale.ROOT, "%.5g", metric.value())));
    }
    return out;
  }

  private Scorer scorer() {
    return ScorerPackage.read(BlobBytes.read(blobs, version.scorer())).scorer();
  }

  private Fields inputs() {
    return scorer().plan().inputs();
  }

  private String output() {
    List<String> classes = scorer().output().labels();
    return classes.isEmpty() ? "an amount" : "probability of " + String.join(", ", classes);
  }

  private Json signature() {
    return Json.members()
        .put(
            "inputs",
            inputs().asList().stream()
                .map(
                    field ->
                        Json.members()
                            .put("name", field.name().value())
                            .put("type", field.type().text())
                            .build())
                .toList())
        .put("classes", Json.texts(scorer().output().labels()))
        .build();
  }

  /** Empty for a version that was registered without distributions. */
  private Optional<Json> example() {
    return stores.evidence().list(Users.PROJECT, version.scorer()).stream()
        .map(EvidenceRecord::evidence)
        .filter(evidence -> evidence.kind().equals(ReleaseContents.REFERENCE))
        .reduce((first, second) -> second)
        .map(evidence -> JsonReader.read(BlobBytes.read(blobs, evidence.blob())))
        .map(Reference::fromJson)
        .map(reference -> InputExample.of(inputs(), reference));
  }

  private List<ChampionChoice> chosen() {
    return model.choices().stream()
        .filter(choice -> choice.version() == version.version())
        .toList();
  }

  /** What was stated about where the scorer comes from, oldest first. */
  private List<Origin> origins() {
    return new Origins(stores.evidence(), blobs).list(Users.PROJECT, version.scorer());
  }

  /** Who proposed, approved or rejected the version where, oldest first. */
  private List<Event> consents() {
    String prefix = "release/" + model.model() + "/";
    return new NewestEvents(stores.events())
        .matching(
            event ->
                event.draft().subject().startsWith(prefix)
                    && event.draft().action() == EventAction.MACHINE_STEP
                    && isOfVersion(event),
            MOST_CONSENTS)
        .reversed();
  }

  private boolean isOfVersion(Event event) {
    JsonObject detail = JsonObject.of(event.draft().detail());
    JsonObject what = detail.object("detail");
    return CONSENTS.containsKey(detail.text("what"))
        && what.find("version").isPresent()
        && what.integer("version") == version.version();
  }

  private static String word(Event consent) {
    return CONSENTS.getOrDefault(JsonObject.of(consent.draft().detail()).text("what"), "");
  }

  private static String text(Event consent) {
    String reason = consent.change().reason();
    return consent.change().actor().name()
        + ", "
        + environment(consent)
        + ", "
        + time(consent.change().at())
        + (reason.isBlank() ? "" : ": " + reason);
  }

  private static String environment(Event consent) {
    String subject = consent.draft().subject();
    return subject.substring(subject.lastIndexOf('/') + 1);
  }

  private static Json json(Event consent) {
    return Json.members()
        .put("what", word(consent))
        .put("environment", environment(consent))
        .put("at", consent.change().at().toString())
        .put("actor", consent.change().actor().name())
        .put("reason", consent.change().reason())
        .put("why", JsonObject.of(consent.draft().detail()).object("detail").text("why"))
        .build();
  }

  private static Json json(Origin origin) {
    return Json.members()
        .put("run", origin.run().value())
        .put("actor", origin.actor().name())
        .put("code", origin.code().toJson())
        .flag("committed", origin.code().isCommitted())
        .put("query", origin.query())
        .put("source", origin.source().hex())
        .build();
  }

  private List<LiveSpan> live() {
    return stores.serving().releases().current(Users.PROJECT).stream()
        .map(ReleaseEpoch::target)
        .filter(target -> target.model().equals(model.model()))
        .flatMap(
            target ->
                LiveSpan.of(stores.serving().releases(), Users.PROJECT, target, version.version())
                    .stream())
        .toList();
  }

  private static String text(LiveSpan span) {
    return String.format(
        Locale.ROOT,
        "%s, at most %.2f %% of the traffic, by %s%n    decided %s, served %s, until %s",
        span.target().environment(),
        span.share() / 100.0,
        span.actor().name(),
        time(span.decided()),
        span.served().map(VersionScreen::time).orElse("by no server yet"),
        span.until().map(VersionScreen::time).orElse("now"));
  }

  private static Json json(LiveSpan span) {
    MembersBuilder out =
        Json.members()
            .put("environment", span.target().environment().value())
            .put("decided", span.decided().toString())
            .put("share", span.share())
            .put("actor", span.actor().name())
            .put("reason", span.reason());
    span.served().ifPresent(at -> out.put("served", at.toString()));
    span.until().ifPresent(at -> out.put("until", at.toString()));
    return out.build();
  }

  private static Json json(ChampionChoice choice) {
    return by(choice.at(), choice.actor().name(), choice.reason());
  }

  private static Json by(Instant at, String actor, String reason) {
    return Json.members()
        .put("at", at.toString())
        .put("actor", actor)
        .put("reason", reason)
        .build();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
