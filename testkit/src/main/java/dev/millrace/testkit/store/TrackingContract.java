package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.MetricHistory;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.NoteLimits;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of tracked runs. */
public abstract class TrackingContract extends StoreContract {
  @Test
  void theLatestTimeCountsThenTheGreatestValue() {
    Stores stores = tracked(1);
    log(stores, 1, metric("auc", 0.9, 10, 5), metric("auc", 0.2, 20, 1), metric("auc", 0.1, 20, 7));
    assertThat(notes(stores, 1).metrics()).containsExactly(metric("auc", 0.2, 20, 1));

    log(stores, 1, metric("auc", 0.3, 20, 0));
    log(stores, 1, metric("auc", 0.99, 19, 99));
    assertThat(notes(stores, 1).metrics()).containsExactly(metric("auc", 0.3, 20, 0));
    log(stores, 1, metric("auc", 0.3, 20, 2));
    assertThat(notes(stores, 1).metrics()).containsExactly(metric("auc", 0.3, 20, 2));
  }

  @Test
  void notANumberAndInfinitiesAreValues() {
    Stores stores = tracked(1);
    log(
        stores,
        1,
        metric("loss", Double.NaN, 5, 0),
        metric("loss", Double.NEGATIVE_INFINITY, 5, 0),
        metric("top", Double.POSITIVE_INFINITY, 5, 0),
        metric("top", Double.NaN, 5, 0),
        metric("gap", Double.NaN, 6, 0),
        metric("gap", 1, 5, 0),
        metric("zero", -0.0, 5, Long.MIN_VALUE),
        metric("least", Double.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));

    assertThat(notes(stores, 1).metrics())
        .containsExactly(
            metric("gap", Double.NaN, 6, 0),
            metric("least", Double.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
            metric("loss", Double.NEGATIVE_INFINITY, 5, 0),
            metric("top", Double.POSITIVE_INFINITY, 5, 0),
            metric("zero", 0.0, 5, Long.MIN_VALUE));
    assertThat(history(stores, 1, "top", 10))
        .containsExactly(
            metric("top", Double.POSITIVE_INFINITY, 5, 0), metric("top", Double.NaN, 5, 0));
  }

  @Test
  void aValueThatIsSentAgainIsThereOnce() {
    Stores stores = tracked(1);
    MetricPoint first = metric("auc", 0.5, 1, 1);
    MetricPoint second = metric("auc", 0.7, 2, 2);
    log(stores, 1, first, second, first);
    log(stores, 1, second, first);
    assertThat(history(stores, 1, "auc", 10)).containsExactly(first, second);
    assertThat(history(stores, 1, "auc' OR '1'='1", 10)).isEmpty();
  }

  @Test
  void pagesOfAHistoryGiveEveryValueOnceInOrder() {
    Stores stores = tracked(1);
    List<MetricPoint> points = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 700; i++) {
      double value = i % 90 == 0 ? Double.NaN : random.nextGaussian();
      points.add(metric("loss", value, random.nextInt(200), random.nextInt(5) - 2));
    }
    for (int from = 0; from < 700; from += 100) {
      log(stores, 1, points.subList(from, from + 100).toArray(MetricPoint[]::new));
    }

    List<MetricPoint> seen = new ArrayList<>();
    MetricHistory page = MetricHistory.of(run(1), "loss", 37);
    List<MetricPoint> part = open().tracking().runs().history(PROJECT, page);
    while (!part.isEmpty()) {
      seen.addAll(part);
      page = page.after(part.getLast());
      part = open().tracking().runs().history(PROJECT, page);
    }

    assertThat(seen)
        .isEqualTo(points.stream().distinct().sorted(MetricPoint.HISTORY).toList())
        .hasSizeGreaterThan(600);
    assertThat(notes(stores, 1).metrics())
        .containsExactly(Collections.max(points, MetricPoint.LATEST));
  }

  @Test
  void aParameterKeepsItsValueAndARefusedBatchLeavesNothing() {
    Stores stores = tracked(1);
    stores.tracking().runs().log(change("a"), run(1), params("depth", "3"), Optional.empty());
    stores.tracking().runs().log(change("b"), run(1), params("depth", "3"), Optional.empty());
    RunBatch mixed =
        new RunBatch(
            List.of(metric("auc", 1, 1, 1)),
            List.of(new Param("fresh", "1"), new Param("depth", "4")),
            List.of(new Tag("team", "x")));

    String told =
        refusal(
            ErrorCode.CONFLICT,
            () -> stores.tracking().runs().log(change("c"), run(1), mixed, Optional.empty()));

    assertThat(told).contains("depth").contains("3").contains("4");
    assertThat(notes(stores, 1).params()).containsExactly(new Param("depth", "3"));
    assertThat(notes(stores, 1).metrics()).isEmpty();
    assertThat(notes(stores, 1).tags()).isEmpty();
  }

  @Test
  void theLastTagCountsAndOneIsTheName() {
    Stores stores = tracked(1);
    tag(stores, 1, new Tag("team", "a"), new Tag("team", "b"));
    tag(stores, 1, new Tag("team", "c"), new Tag(Tag.RUN_NAME, "bold fox"), new Tag("empty", ""));
    assertThat(notes(stores, 1).tags()).containsExactly(new Tag("empty", ""), new Tag("team", "c"));
    assertThat(notes(stores, 1).run().name()).isEqualTo("bold fox");

    var runs = stores.tracking().runs();
    var _ = runs.change(change("x"), run(1), new RunChange.RemoveTag("team"));
    assertThat(notes(stores, 1).tags()).containsExactly(new Tag("empty", ""));
    refusal(
        ErrorCode.VALUE_INVALID,
        () -> runs.change(change("y"), run(1), new RunChange.RemoveTag("team")));
    refusal(
        ErrorCode.VALUE_INVALID,
        () -> runs.change(change("z"), run(1), new RunChange.RemoveTag(Tag.RUN_NAME)));
    refusal(ErrorCode.VALUE_INVALID, () -> tag(stores, 1, new Tag(Tag.RUN_NAME, "")));
  }

  @Test
  void whatStandsInNamesAndValuesIsData() {
    Stores stores = tracked(1);
    List<String> odd =
        List.of(
            "'; DROP TABLE tracked_run; --",
            "a\"b`c",
            "\u0001\u0002\n\t\u007f\u202e",
            "100%_*?[x]",
            "\\",
            "ünïcode 🚕 \uffff",
            " ",
            "/a/../b");
    for (String name : odd) {
      log(stores, 1, metric(name, 1, 1, 1));
      tag(stores, 1, new Tag(name, name));
      stores.tracking().runs().log(change("p"), run(1), params(name, name), Optional.empty());
    }
    RunNotes notes = notes(stores, 1);
    assertThat(notes.tags()).extracting(Tag::name).containsExactlyInAnyOrderElementsOf(odd);
    assertThat(notes.tags()).allSatisfy(tag -> assertThat(tag.value()).isEqualTo(tag.name()));
    assertThat(notes.params()).extracting(Param::value).containsExactlyInAnyOrderElementsOf(odd);
    assertThat(notes.metrics())
        .extracting(MetricPoint::name)
        .containsExactlyInAnyOrderElementsOf(odd);
    refusal(ErrorCode.VALUE_INVALID, () -> new Tag("a\0b", ""));
    refusal(ErrorCode.VALUE_INVALID, () -> new Tag("", ""));
  }

  @Test
  void limitsAreInBytes() {
    Stores stores = tracked(1);
    String longest = "ü".repeat(127) + "x";
    tag(stores, 1, new Tag(longest, "€".repeat(2_666)));
    stores
        .tracking()
        .runs()
        .log(change("p"), run(1), params(longest, "x".repeat(6_000)), Optional.empty());
    assertThat(notes(stores, 1).tags().getFirst().value()).hasSize(2_666);
    refusal(ErrorCode.VALUE_INVALID, () -> new Tag(longest + "y", ""));
    refusal(ErrorCode.VALUE_INVALID, () -> new Param("p", "x".repeat(6_001)));
    refusal(ErrorCode.VALUE_INVALID, () -> new Tag("p", "x".repeat(8_001)));
    refusal(ErrorCode.VALUE_INVALID, () -> metric("m", 1, -1, 0));
    refusal(ErrorCode.VALUE_INVALID, () -> RunBatch.ofTags(tags(101)));
    refusal(
        ErrorCode.VALUE_INVALID,
        () ->
            RunBatch.ofMetrics(
                IntStream.range(0, 1_001).mapToObj(i -> metric("m", i, i, i)).toList()));
  }

  @Test
  void aRunHasRoomForSoManyTags() {
    Stores stores = tracked(1);
    List<Tag> all = tags(NoteLimits.RUN_TEXTS);
    for (int from = 0; from < all.size(); from += 100) {
      tag(stores, 1, all.subList(from, from + 100).toArray(Tag[]::new));
    }
    tag(stores, 1, new Tag("tag 7", "other"));
    refusal(ErrorCode.CONFLICT, () -> tag(stores, 1, new Tag("one more", "")));
    assertThat(notes(stores, 1).tags()).hasSize(NoteLimits.RUN_TEXTS);
  }

  @Test
  void whatIsSetAsideTakesNothingUntilItIsTakenBack() {
    Stores stores = tracked(1);
    var runs = stores.tracking().runs();
    var _ = runs.change(change("d"), run(1), new RunChange.Delete());
    assertThat(notes(stores, 1).run().deleted()).hasValue(NOON.toEpochMilli());
    refusal(ErrorCode.CONFLICT, () -> log(stores, 1, metric("auc", 1, 1, 1)));
    refusal(ErrorCode.CONFLICT, () -> tag(stores, 1, new Tag("a", "b")));
    refusal(ErrorCode.CONFLICT, () -> runs.change(change("u"), run(1), finished(9)));
    var _ = runs.change(change("r"), run(1), new RunChange.Restore());
    log(stores, 1, metric("auc", 1, 1, 1));
    assertThat(runs.change(change("u"), run(1), finished(9)).status())
        .isEqualTo(TrackedStatus.FINISHED);
    assertThat(notes(stores, 1).run().ended()).hasValue(9);
    assertThat(open().events().newest(PROJECT, 10))
        .extracting(Event::draft)
        .extracting("action")
        .containsExactly(EventAction.RUN_CHANGE, EventAction.RUN_CHANGE, EventAction.RUN_CREATE);
  }

  @Test
  void aRunIsMadeOnceByItsKey() {
    Stores stores = open();
    var runs = stores.tracking().runs();
    NewRun wish = wish(1);
    assertThat(runs.create(change("k"), wish)).isEqualTo(runs.create(change("k"), wish));
    refusal(ErrorCode.CONFLICT, () -> runs.create(change("k"), wish(2)));
    refusal(ErrorCode.CONFLICT, () -> runs.create(change("other"), wish));
    refusal(ErrorCode.RUN_UNKNOWN, () -> runs.load(OTHER_PROJECT, run(1)));
    refusal(ErrorCode.RUN_UNKNOWN, () -> log(stores, 9, metric("auc", 1, 1, 1)));
    refusal(
        ErrorCode.EXPERIMENT_UNKNOWN, () -> runs.create(change("e"), wish(3, ExperimentId.of(77))));
  }

  @Test
  void aPipelinesRunIsTrackedAndNotesOfItselfAlone() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    RunNotes started = notes(stores, 1);
    assertThat(started.run().pipeline()).contains(TAXI);
    assertThat(started.run().status()).isEqualTo(TrackedStatus.RUNNING);
    assertThat(started.run().started()).isEqualTo(NOON.toEpochMilli());
    assertThat(started.run().name()).startsWith(TAXI.value());

    var runs = stores.tracking().runs();
    runs.log(change("b"), run(1), params("depth", "3"), Optional.of(lease));
    refusal(ErrorCode.CONFLICT, () -> log(stores, 1, metric("auc", 1, 1, 1)));
    tag(stores, 1, new Tag("note", "by hand"));
    refusal(ErrorCode.CONFLICT, () -> runs.change(change("u"), run(1), finished(9)));
    stores.runs().finish(change("c"), lease, RunEnd.refused("too bad"));

    assertThat(notes(stores, 1).run().status()).isEqualTo(TrackedStatus.FAILED);
    assertThat(notes(stores, 1).run().ended()).hasValue(NOON.toEpochMilli());
    assertThat(notes(stores, 1).params()).containsExactly(new Param("depth", "3"));
    refusal(
        ErrorCode.LEASE_LOST,
        () -> runs.log(change("d"), run(1), params("late", "3"), Optional.of(lease)));
  }

  @Test
  void whatManyNoteAtOnceIsAllThere() throws InterruptedException {
    Stores first = tracked(1);
    Stores second = open();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    Thread.ofPlatform()
                        .uncaughtExceptionHandler((t, e) -> failures.add(e))
                        .start(
                            () -> {
                              Stores stores = thread % 2 == 0 ? first : second;
                              for (int i = 0; i < 20; i++) {
                                log(
                                    stores,
                                    1,
                                    metric("shared", thread, i, thread),
                                    metric("own " + thread + "." + i, i, i, i));
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(history(first, 1, "shared", 1_000)).hasSize(160);
    assertThat(notes(first, 1).metrics()).hasSize(161).contains(metric("shared", 7, 19, 7));
  }

  private Stores tracked(int number) {
    Stores stores = open();
    var _ = stores.tracking().runs().create(change("create " + number), wish(number));
    return stores;
  }

  private static NewRun wish(int number) {
    return wish(number, ExperimentId.DEFAULT);
  }

  private static NewRun wish(int number, ExperimentId experiment) {
    return new NewRun(run(number), experiment, "", "ann", 1_000, "", List.of());
  }

  private static RunChange finished(long at) {
    return new RunChange.Update(
        Optional.of(TrackedStatus.FINISHED), OptionalLong.of(at), Optional.empty());
  }

  private static void log(Stores stores, int number, MetricPoint... points) {
    stores
        .tracking()
        .runs()
        .log(change("log"), run(number), RunBatch.ofMetrics(List.of(points)), Optional.empty());
  }

  private static void tag(Stores stores, int number, Tag... tags) {
    stores
        .tracking()
        .runs()
        .log(change("tag"), run(number), RunBatch.ofTags(List.of(tags)), Optional.empty());
  }

  private static List<Tag> tags(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Tag("tag " + i, "v" + i)).toList();
  }

  private static RunBatch params(String name, String value) {
    return new RunBatch(List.of(), List.of(new Param(name, value)), List.of());
  }

  private RunNotes notes(Stores stores, int number) {
    return stores.tracking().runs().load(PROJECT, run(number));
  }

  private static List<MetricPoint> history(Stores stores, int number, String name, int limit) {
    return stores.tracking().runs().history(PROJECT, MetricHistory.of(run(number), name, limit));
  }

  private static MetricPoint metric(String name, double value, long millis, long step) {
    return new MetricPoint(name, value, millis, step);
  }
}
