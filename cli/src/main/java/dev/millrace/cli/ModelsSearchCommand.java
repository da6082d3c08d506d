package dev.millrace.cli;

import dev.millrace.core.search.SearchParser;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.store.FoundModel;
import dev.millrace.spi.store.FoundVersion;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.SearchStore;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace models search}: the versions, or models, that meet conditions. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description =
        "Find versions by metrics, tags and attributes; or models by tags and attributes.",
    footer = {
      "",
      "Examples:",
      "  millrace models search --filter \"metrics.test.auc > 0.9 AND name = 'taxi'\"",
      "  millrace models search --models --filter \"tags.team = 'x'\" --json",
      "",
      "The grammar is in docs/registry.md."
    })
final class ModelsSearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      defaultValue = "",
      description = "Conditions joined by AND.")
  String filter = "";

  @Option(
      names = "--order-by",
      paramLabel = "FIELD",
      description = "Field with ASC or DESC; several with commas or again (default: by name).")
  List<String> order = List.of();

  @Option(names = "--models", description = "Find models, not versions.")
  boolean models;

  @Option(names = "--limit", description = "Most listed, 1 to 1000 (default: 20).")
  int limit = 20;

  @Option(names = "--page", paramLabel = "TOKEN", description = "Goes on where a page ended.")
  @Nullable String page;

  ModelsSearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      SearchStore search = home.store().stores().tracking().search();
      if (models) {
        SearchPage<FoundModel> found =
            search.models(Users.PROJECT, query(SearchSubject.MODELS), RunsSearch.page(limit, page));
        show("models", found.found().stream().map(this::said).toList(), found.next());
      } else {
        SearchPage<FoundVersion> found =
            search.versions(
                Users.PROJECT, query(SearchSubject.VERSIONS), RunsSearch.page(limit, page));
        show("versions", found.found().stream().map(this::said).toList(), found.next());
      }
    }
    return 0;
  }

  /** A thing that was found, for people and as JSON. */
  private record Said(String line, Json json) {}

  private SearchQuery query(SearchSubject subject) {
    return new SearchParser(subject).parse(filter, order);
  }

  private void show(String what, List<Said> found, Optional<String> next) {
    if (common.json) {
      MembersBuilder members = Json.members().put(what, found.stream().map(Said::json).toList());
      next.ifPresent(token -> members.put("next", token));
      terminal.out().println(CanonicalJson.text(members.build()));
      return;
    }
    found.forEach(each -> terminal.out().println(each.line()));
    next.ifPresent(token -> terminal.err().println("more follow: --page " + token));
  }

  private Said said(FoundModel found) {
    return new Said(
        String.format(
            Locale.ROOT,
            "%-30s %4d versions, changed %s",
            found.model().model(),
            found.model().latest(),
            found.updated().truncatedTo(ChronoUnit.SECONDS)),
        Json.members()
            .put("name", found.model().model().value())
            .put("latest", found.model().latest())
            .put("created", found.created().toString())
            .put("updated", found.updated().toString())
            .put("labels", LabelSteps.json(found.labels()))
            .build());
  }

  private Said said(FoundVersion found) {
    ModelVersion version = found.version();
    MembersBuilder metrics = Json.members();
    for (MetricValue metric : version.metrics()) {
      metrics.put(metric.name(), metric.value());
    }
    return new Said(
        String.format(
            Locale.ROOT,
            "%-34s %s, run %s, %s",
            version.model() + "/" + version.version(),
            version.at().truncatedTo(ChronoUnit.SECONDS),
            version.lineage().run().brief(),
            version.phase().name().toLowerCase(Locale.ROOT)),
        Json.members()
            .put("name", version.model().value())
            .put("version", version.version())
            .put("run", version.lineage().run().value())
            .put("phase", version.phase().name())
            .put("learner", version.lineage().learner())
            .put("created", version.at().toString())
            .put("updated", found.updated().toString())
            .put("metrics", metrics.build())
            .put("labels", LabelSteps.json(found.labels()))
            .build());
  }
}
