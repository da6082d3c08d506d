package dev.millrace.testkit.store;

import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.PageToken;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.search.SortKey;
import dev.millrace.spi.store.FoundModel;
import dev.millrace.spi.store.FoundVersion;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.SearchStore;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.testkit.store.MemoryNotes.Noted;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a search finds, by looking at everything: the meaning that other stores are held to. */
final class MemorySearch implements SearchStore {
  private final MemoryTables tables;

  MemorySearch(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public SearchPage<RunNotes> runs(
      ProjectName project, SearchQuery query, RunScope scope, PageRequest page) {
    synchronized (tables) {
      return page(project, query, scope.toString(), page, among(project, scope), MemorySearch::key);
    }
  }

  @Override
  public long countRuns(ProjectName project, SearchQuery query, RunScope scope) {
    synchronized (tables) {
      return among(project, scope).filter(run -> meets(query, run, MemorySearch::key)).count();
    }
  }

  @Override
  public SearchPage<Experiment> experiments(
      ProjectName project, SearchQuery query, LifecycleView view, PageRequest page) {
    synchronized (tables) {
      return page(
          project,
          query,
          view.name(),
          page,
          tables.notes.experiments.values().stream()
              .filter(each -> each.project().equals(project))
              .map(InProject::id)
              .filter(each -> isIn(view, each.deleted())),
          MemorySearch::key);
    }
  }

  @Override
  public SearchPage<FoundModel> models(ProjectName project, SearchQuery query, PageRequest page) {
    synchronized (tables) {
      FoundInMemory found = new FoundInMemory(tables, project);
      return page(project, query, "", page, found.models().stream(), MemorySearch::key);
    }
  }

  @Override
  public SearchPage<FoundVersion> versions(
      ProjectName project, SearchQuery query, PageRequest page) {
    synchronized (tables) {
      FoundInMemory found = new FoundInMemory(tables, project);
      return page(project, query, "", page, found.versions().stream(), MemorySearch::key);
    }
  }

  private Stream<RunNotes> among(ProjectName project, RunScope scope) {
    return tables.notes.runs.entrySet().stream()
        .filter(entry -> entry.getKey().project().equals(project))
        .map(Map.Entry::getValue)
        .map(Noted::notes)
        .filter(
            notes ->
                scope.experiments().isEmpty()
                    || scope.experiments().contains(notes.run().experiment()))
        .filter(notes -> isIn(scope.view(), notes.run().deleted()));
  }

  private static boolean isIn(LifecycleView view, OptionalLong deleted) {
    return switch (view) {
      case ACTIVE -> deleted.isEmpty();
      case DELETED -> deleted.isPresent();
      case ALL -> true;
    };
  }

  private static <T> boolean meets(
      SearchQuery query, T thing, BiFunction<T, SearchField, SortKey> key) {
    return query.conditions().stream()
        .allMatch(
            condition -> ConditionCheck.meets(condition, key.apply(thing, condition.field())));
  }

  private static <T> SearchPage<T> page(
      ProjectName project,
      SearchQuery query,
      String scope,
      PageRequest page,
      Stream<T> things,
      BiFunction<T, SearchField, SortKey> key) {
    PageToken token = PageToken.of(project, query, scope);
    List<SortBy> order = query.wholeOrder();
    Optional<List<SortKey>> after = token.read(page, order);
    Comparator<List<SortKey>> comparator = comparator(order);
    record Placed<T>(T thing, List<SortKey> keys) {}
    List<Placed<T>> found =
        things
            .filter(thing -> meets(query, thing, key))
            .map(
                thing ->
                    new Placed<>(
                        thing, order.stream().map(each -> key.apply(thing, each.field())).toList()))
            .filter(each -> after.isEmpty() || comparator.compare(each.keys(), after.get()) > 0)
            .sorted((a, b) -> comparator.compare(a.keys(), b.keys()))
            .limit(page.limit() + 1L)
            .toList();
    List<Placed<T>> shown = found.subList(0, Math.min(found.size(), page.limit()));
    return new SearchPage<>(
        shown.stream().map(Placed::thing).toList(),
        found.size() > page.limit()
            ? Optional.of(token.write(shown.getLast().keys()))
            : Optional.empty());
  }

  private static Comparator<List<SortKey>> comparator(List<SortBy> order) {
    return (a, b) -> {
      for (int i = 0; i < order.size(); i++) {
        int part = SortKey.comparator(order.get(i).direction()).compare(a.get(i), b.get(i));
        if (part != 0) {
          return part;
        }
      }
      return 0;
    };
  }

  private static SortKey key(RunNotes notes, SearchField field) {
    TrackedRun run = notes.run();
    return switch (field) {
      case SearchField.Metric metric ->
          notes.metrics().stream()
              .filter(point -> point.name().equals(metric.name()))
              .map(MetricPoint::value)
              .map(SortKey::of)
              .findFirst()
              .orElse(SortKey.Last.ABSENT);
      case SearchField.Param param ->
          text(
              notes.params().stream()
                  .filter(each -> each.name().equals(param.name()))
                  .map(Param::value)
                  .findFirst());
      case SearchField.Tag tag -> tag(notes.tags(), tag);
      case SearchField.Attribute attribute ->
          switch (attribute.attribute()) {
            case RUN_ID -> new SortKey.Text(run.run().value());
            case RUN_NAME -> new SortKey.Text(run.name());
            case RUN_STATUS -> new SortKey.Text(run.status().name());
            case RUN_USER -> new SortKey.Text(run.user());
            case RUN_START -> number(run.started());
            case RUN_END ->
                run.ended().isPresent() ? number(run.ended().getAsLong()) : SortKey.Last.ABSENT;
            case RUN_ARTIFACTS -> new SortKey.Text(run.artifacts());
            case RUN_PIPELINE -> text(run.pipeline().map(Object::toString));
            default -> throw none(attribute.attribute());
          };
    };
  }

  private static SortKey key(Experiment experiment, SearchField field) {
    return switch (field) {
      case SearchField.Tag tag -> tag(experiment.tags(), tag);
      case SearchField.Attribute attribute ->
          switch (attribute.attribute()) {
            case EXPERIMENT_ID -> number(experiment.id().number());
            case EXPERIMENT_NAME -> new SortKey.Text(experiment.name());
            case EXPERIMENT_CREATED -> number(experiment.created());
            case EXPERIMENT_UPDATED -> number(experiment.updated());
            default -> throw none(attribute.attribute());
          };
      case SearchField.Metric _, SearchField.Param _ -> throw new IllegalArgumentException();
    };
  }

  private static SortKey key(FoundModel found, SearchField field) {
    return switch (field) {
      case SearchField.Tag tag -> label(found.labels(), 0, tag);
      case SearchField.Attribute attribute ->
          switch (attribute.attribute()) {
            case MODEL_NAME -> new SortKey.Text(found.model().model().value());
            case MODEL_CREATED -> number(found.created().toEpochMilli());
            case MODEL_UPDATED -> number(found.updated().toEpochMilli());
            default -> throw none(attribute.attribute());
          };
      case SearchField.Metric _, SearchField.Param _ -> throw new IllegalArgumentException();
    };
  }

  private static SortKey key(FoundVersion found, SearchField field) {
    ModelVersion version = found.version();
    return switch (field) {
      case SearchField.Metric metric ->
          version.metrics().stream()
              .filter(each -> each.name().equals(metric.name()))
              .map(MetricValue::value)
              .map(SortKey::of)
              .findFirst()
              .orElse(SortKey.Last.ABSENT);
      case SearchField.Tag tag -> label(found.labels(), version.version(), tag);
      case SearchField.Attribute attribute ->
          switch (attribute.attribute()) {
            case VERSION_MODEL -> new SortKey.Text(version.model().value());
            case VERSION_NUMBER -> SortKey.of(version.version());
            case VERSION_RUN -> new SortKey.Text(version.lineage().run().value());
            case VERSION_CREATED -> number(version.at().toEpochMilli());
            case VERSION_UPDATED -> number(found.updated().toEpochMilli());
            case VERSION_PHASE -> new SortKey.Text(version.phase().name());
            case VERSION_LEARNER -> new SortKey.Text(version.lineage().learner());
            default -> throw none(attribute.attribute());
          };
      case SearchField.Param _ -> throw new IllegalArgumentException();
    };
  }

  private static SortKey tag(List<Tag> tags, SearchField.Tag wanted) {
    return text(
        tags.stream().filter(tag -> tag.name().equals(wanted.name())).map(Tag::value).findFirst());
  }

  private static SortKey label(List<ModelLabel> labels, int version, SearchField.Tag wanted) {
    return text(
        labels.stream()
            .filter(label -> label.kind() == ModelLabel.Kind.TAG && label.version() == version)
            .filter(label -> label.name().equals(wanted.name()))
            .map(ModelLabel::value)
            .findFirst());
  }

  /** Numbers and times are below 2 to the 53rd. */
  private static SortKey number(long value) {
    return SortKey.of((double) value);
  }

  private static SortKey text(Optional<String> value) {
    return value.<SortKey>map(SortKey.Text::new).orElse(SortKey.Last.ABSENT);
  }

  private static IllegalArgumentException none(SearchAttribute attribute) {
    return new IllegalArgumentException("no such attribute here: " + attribute);
  }
}
