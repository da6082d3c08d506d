package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.run;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.Has;
import dev.millrace.spi.search.Condition.Membership;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.Condition.TextComparison;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A record made at random, and queries about it; equal seeds make equal ones. */
public final class RandomSearches {
  private static final List<String> NAMES =
      List.of("auc", "loss", "test.auc", "a b", "x'; DROP TABLE run_tag; --", "%", "ü\u0007");
  private static final List<String> LABELS = List.of("team", "note", "auc", "none");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "aB_c",
          "a%c",
          "abc",
          "\\",
          "*",
          "[a]",
          "ä",
          "Ä",
          "😀",
          "\uffff",
          "10",
          "9",
          "x".repeat(99) + "yz",
          "x".repeat(100),
          "x".repeat(101),
          "x".repeat(5_000),
          "'\"`;",
          "\n");
  private static final List<String> TITLES =
      TEXTS.stream().filter(text -> !text.isEmpty() && text.length() < 400).toList();
  private static final List<String> PATTERNS =
      List.of(
          "%",
          "_",
          "a%",
          "%c",
          "a_c",
          "A%",
          "%b%",
          "\\",
          "%\\%",
          "*",
          "?",
          "[a]",
          "_b%_",
          "ä",
          "Ä",
          "😀",
          "__",
          "",
          "x%z",
          "%x%x%x%y%",
          "a\\%c");
  private static final List<Double> NUMBERS =
      List.of(
          0.0,
          1.0,
          -1.0,
          0.5,
          0.1 + 0.2,
          0.3,
          1e300,
          Double.MIN_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1_000.0,
          2_000.0);

  private final Random random;

  public RandomSearches(long seed) {
    this.random = new Random(seed);
  }

  /** Makes runs from {@code first} on, in experiments of their own, and sets some aside. */
  public void addRuns(Stores stores, int first, int count) {
    var experiments = stores.tracking().experiments();
    List<ExperimentId> ids = new ArrayList<>(List.of(ExperimentId.DEFAULT));
    for (int i = 0; i < 6; i++) {
      ExperimentId id =
          experiments
              .create(
                  StoreCases.change("experiment " + first + "." + i),
                  new NewExperiment(
                      "exp " + random.nextInt(50) + "." + first + "." + i, "", tags()))
              .id();
      ids.add(id);
      if (i == 4) {
        var _ =
            experiments.change(
                StoreCases.change("drop " + first), id, new ExperimentChange.Delete());
        ids.remove(id);
      }
    }
    var runs = stores.tracking().runs();
    for (int number = first; number < first + count; number++) {
      var change = StoreCases.change("run " + number);
      var _ =
          runs.create(
              change,
              new NewRun(
                  run(number),
                  pick(ids),
                  random.nextBoolean() ? "" : pick(TITLES),
                  random.nextBoolean() ? "ann" : "bob",
                  1_000L * random.nextInt(4),
                  "",
                  tags()));
      runs.log(change, run(number), batch(), Optional.empty());
      if (random.nextInt(3) == 0) {
        var _ =
            runs.change(
                change,
                run(number),
                new RunChange.Update(
                    Optional.of(pick(Arrays.asList(TrackedStatus.values()))),
                    OptionalLong.of(1_000L * random.nextInt(5)),
                    Optional.empty()));
      }
      if (random.nextInt(8) == 0) {
        var _ = runs.change(change, run(number), new RunChange.Delete());
      }
    }
  }

  /** Registers versions of a few models and labels them. */
  public void addVersions(Stores stores, int count) {
    for (int i = 0; i < count; i++) {
      var model = new dev.millrace.spi.id.ModelName("m" + random.nextInt(4));
      var at = StoreCases.NOON.plusMillis(random.nextInt(5));
      var change = StoreCases.change("version " + i, at);
      var version =
          stores
              .registry()
              .register(change, StoreCases.registration(model, "scorer" + i, i, Optional.empty()));
      for (int label = 0; label < 2; label++) {
        stores
            .registry()
            .label(
                StoreCases.change("label " + i + "." + label, at.plusMillis(random.nextInt(9))),
                new LabelChange(
                    LabelChange.Action.SET,
                    new ModelLabel(
                        model,
                        random.nextInt(version.version() + 1),
                        ModelLabel.Kind.TAG,
                        pick(List.of("team", "note")),
                        pick(List.of("a", "A", "abc", "", "ä", "😀")))));
      }
    }
  }

  /** Some experiments, or all. */
  public RunScope scope() {
    List<ExperimentId> experiments = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        experiments.add(ExperimentId.of(random.nextInt(9)));
      }
    }
    return new RunScope(experiments, view());
  }

  public LifecycleView view() {
    return random.nextInt(3) > 0 ? LifecycleView.ACTIVE : pick(List.of(LifecycleView.values()));
  }

  /** The size of a page: often so small that there are many. */
  public int limit() {
    return random.nextBoolean() ? 1 + random.nextInt(60) : 1_000;
  }

  public SearchQuery query(SearchSubject subject) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      conditions.add(condition(field(subject)));
    }
    List<SortBy> order = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      SearchField field = field(subject);
      boolean named = field instanceof SearchField.Tag t && t.name().equals(Tag.RUN_NAME);
      if (!named && order.stream().noneMatch(each -> each.field().equals(field))) {
        order.add(random.nextBoolean() ? SortBy.ascending(field) : SortBy.descending(field));
      }
    }
    return new SearchQuery(subject, conditions, order);
  }

  private Condition condition(SearchField field) {
    if (random.nextInt(6) == 0) {
      return new Condition.Presence(field, pick(List.of(Has.values())));
    }
    if (field.kind() == SearchField.Kind.NUMBER) {
      double value = pick(NUMBERS);
      return new Condition.NumberIs(
          field, pick(List.of(NumberComparison.values())), Double.isNaN(value) ? 0.7 : value);
    }
    if (random.nextInt(4) == 0) {
      return new Condition.TextIn(
          field, pick(List.of(Membership.values())), List.of(text(field), pick(TEXTS), "a"));
    }
    TextComparison comparison = pick(List.of(TextComparison.values()));
    boolean pattern = comparison == TextComparison.LIKE || comparison == TextComparison.ILIKE;
    return new Condition.TextIs(field, comparison, pattern ? pick(PATTERNS) : text(field));
  }

  private String text(SearchField field) {
    return field instanceof SearchField.Attribute attribute
            && attribute.attribute() == SearchAttribute.RUN_STATUS
        ? pick(List.of("RUNNING", "FINISHED"))
        : pick(TEXTS);
  }

  private SearchField field(SearchSubject subject) {
    while (true) {
      SearchField field =
          switch (random.nextInt(5)) {
            case 0 -> new SearchField.Param(pick(NAMES));
            case 1, 2 ->
                new SearchField.Metric(subject == SearchSubject.RUNS ? name() : "test.auc");
            case 3 -> new SearchField.Tag(subject == SearchSubject.RUNS ? name() : pick(LABELS));
            default -> new SearchField.Attribute(pick(SearchAttribute.of(subject)));
          };
      if (field.isOf(subject)) {
        return field;
      }
    }
  }

  private String name() {
    return switch (random.nextInt(12)) {
      case 0 -> "nobody has it";
      case 1 -> Tag.RUN_NAME;
      default -> pick(NAMES);
    };
  }

  private RunBatch batch() {
    List<MetricPoint> metrics = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      metrics.add(new MetricPoint(pick(NAMES), pick(NUMBERS), random.nextInt(3), i));
    }
    List<Param> params = new ArrayList<>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        params.add(new Param(name, pick(TEXTS)));
      }
    }
    return new RunBatch(metrics, params, tags());
  }

  private List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tags.add(new Tag(pick(NAMES), pick(TEXTS)));
    }
    return tags;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
