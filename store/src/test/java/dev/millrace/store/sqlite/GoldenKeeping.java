package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.result;
import static dev.millrace.testkit.store.StoreCases.run;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.ErasureStep;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.KeepingStores;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.TrackStores;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What schema version 4 added to the histories before: tracked runs, collections, holds, erasures.
 */
final class GoldenKeeping {
  static final NodeName NODE = new NodeName("node-2");
  static final EnvironmentName STAGING = new EnvironmentName("staging");
  static final MetricPoint FIRST = new MetricPoint("auc", 0.5, 1_000, 1);
  static final MetricPoint SECOND = new MetricPoint("auc", 0.75, 2_000, 2);
  static final MetricPoint NAN = new MetricPoint("loss", Double.NaN, 1_000, 1);

  private GoldenKeeping() {}

  static void write(Stores stores) {
    track(stores.tracking());
    keep(stores.keeping());
    stores
        .serving()
        .nodes()
        .beat(new ServingNode(NODE, STAGING, NOON, NOON.plusSeconds(31), "{\"counted\":1}"));
  }

  private static void track(TrackStores tracking) {
    Experiment made =
        tracking
            .experiments()
            .create(
                at("experiment", 200),
                new NewExperiment(
                    "fares & ünïcode", "s3://b/fares", List.of(new Tag("team", "a"))));
    var _ =
        tracking
            .experiments()
            .change(at("tag", 201), made.id(), new ExperimentChange.SetTag(new Tag("step", "2")));
    var _ =
        tracking
            .runs()
            .create(
                at("run", 202),
                new NewRun(
                    run(9), made.id(), "depth 3", "ann", 500, "", List.of(new Tag("by", "ann"))));
    tracking
        .runs()
        .log(
            at("log", 203),
            run(9),
            new RunBatch(
                List.of(FIRST, SECOND, NAN),
                List.of(new Param("depth", "3")),
                List.of(new Tag("note", "'quoted' 100%"))),
            Optional.empty());
    var _ =
        tracking
            .runs()
            .change(
                at("end", 204),
                run(9),
                new RunChange.Update(
                    Optional.of(TrackedStatus.FINISHED), OptionalLong.of(3_000), Optional.empty()));
  }

  private static void keep(KeepingStores keeping) {
    var _ =
        keeping
            .collections()
            .begin(
                at("collect", 210),
                new CollectionPart(
                    "collection1",
                    1,
                    NOON.plusSeconds(300),
                    List.of(
                        new CondemnedResult(
                            PROJECT, result("value").digest(), ContentClass.INTERMEDIATE))));
    var freed = new TreeMap<ContentClass, CollectionEnd.Freed>();
    freed.put(ContentClass.INTERMEDIATE, new CollectionEnd.Freed(2, 300));
    keeping.collections().end(at("collected", 211), new CollectionEnd("collection1", freed));
    var _ =
        keeping
            .holds()
            .place(
                at("hold", 212),
                new HoldDraft("version/tips/1", Optional.empty(), List.of(digest("held"))));
    var _ =
        keeping
            .holds()
            .place(
                at("person", 213),
                new HoldDraft("person/mail", Optional.of(digest("bob")), List.of()));
    var _ = keeping.holds().release(at("release-hold", 214), 2);
    var _ = keeping.erasures().begin(at("erase", 215), "mail", digest("ann"));
    keeping
        .erasures()
        .replace(
            at("replace", 216),
            new ErasureStep(
                result("other value").digest(),
                result("less"),
                List.of(new ErasedContent(digest("cut"), digest("less cut"), "cut", 1, 3))));
  }

  private static Change at(String key, long seconds) {
    return change("keeping-" + key, NOON.plusSeconds(seconds));
  }
}
