package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.testkit.store.S3Server;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that share a database and a bucket: what one has trained, the other serves. */
@Tag("process")
class TwoMachinesTest {
  private static final String ROW =
      """
      {"fare":12.45,"trip_miles":3.1,"trip_seconds":900,"payment_type":"Credit Card",
       "company":null,"trip_start_timestamp":1463427900,"trip_start_month":5,
       "trip_start_hour":19,"trip_start_day":2,"pickup_community_area":8,"pickup_latitude":41.9,
       "pickup_longitude":-87.63,"dropoff_community_area":32,"dropoff_latitude":41.88,
       "dropoff_longitude":-87.63,"dropoff_census_tract":null,"pickup_census_tract":null}
      """;

  @TempDir Path servers;
  @TempDir Path folder;
  private SharedStores shared;

  @BeforeEach
  void start() throws IOException {
    shared = SharedStores.start(servers);
  }

  @AfterEach
  void stop() throws IOException {
    shared.close();
  }

  @Test
  void whatOneTrainedTheOtherServes() throws Exception {
    SmallRun trips = SmallRun.in(folder.resolve("trips"), 3);
    Path pipeline = trips.folder().resolve("pipeline.yaml");
    Path one = shared.machine(folder.resolve("one"));
    Path other = shared.machine(folder.resolve("other"));

    SmallRun.Ended run = run("run", pipeline.toString(), "--home", one.toString());
    assertThat(run.exitCode()).as(run.text()).isZero();
    assertThat(files(one.resolve("blobs"))).as("contents outside the bucket").isEmpty();

    SmallRun.Ended again = run("run", pipeline.toString(), "--home", other.toString());
    assertThat(again.exitCode()).as(again.text()).isZero();
    for (String stage : List.of("land", "analyze", "prepare", "train", "evaluate")) {
      assertThat(again.text()).containsPattern("  " + stage + " +reused");
    }

    Path rows = trips.folder().resolve("trips.csv");
    Path scores = folder.resolve("scores.csv");
    SmallRun.Ended scored =
        run(
            "predict",
            "trips",
            "--input",
            rows.toString(),
            "--output",
            scores.toString(),
            "--home",
            other.toString());
    assertThat(scored.exitCode()).as(scored.text()).isZero();
    assertThat(Files.readAllLines(scores)).hasSize(401);

    try (ServedProcess serving = ServedProcess.start(other, pipeline)) {
      HttpResponse<String> answer =
          serving.post("/api/v1/models/trips/predict", "{\"rows\": [" + ROW + "]}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject json =
          JsonObject.of(JsonReader.read(answer.body().getBytes(StandardCharsets.UTF_8)));
      assertThat(json.integer("version")).isEqualTo(1);
      assertThat(serving.isAlive()).isTrue();
    }
    SpokenCommand doctor = SpokenCommand.run("doctor", "--home", other.toString());
    assertThat(doctor.code()).as(doctor.out()).isZero();
    assertThat(doctor.out())
        .containsPattern("ok +blobs +bucket s3://shared/mill/")
        .doesNotContain(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  }

  @Test
  void runsAndServesWithMetadataInFilesAndSaysWhenTheBucketIsAway() throws Exception {
    SmallRun trips = SmallRun.in(folder.resolve("trips"), 3);
    Path pipeline = trips.folder().resolve("pipeline.yaml");
    Path home = shared.withBlobs(folder.resolve("one"));
    SmallRun.Ended run = run("run", pipeline.toString(), "--home", home.toString());
    assertThat(run.exitCode()).as(run.text()).isZero();

    shared.bucket().kill();
    SmallRun.Ended away = run("run", pipeline.toString(), "--home", home.toString());
    assertThat(away.exitCode()).as(away.text()).isNotZero();
    assertThat(away.text())
        .contains("BLOBS_UNREACHABLE", "s3://shared/mill/", "cannot be reached")
        .doesNotContain("\tat ", S3Server.SECRET_KEY);
    SpokenCommand doctor = SpokenCommand.run("doctor", "--home", home.toString());
    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out()).containsPattern("BAD +blobs +.*cannot be reached");

    shared.bucket().restart();
    SmallRun.Ended back = run("run", pipeline.toString(), "--home", home.toString());
    assertThat(back.exitCode()).as(back.text()).isZero();
    assertThat(back.text()).containsPattern("  train +reused");
  }

  @Test
  void whatNothingNeedsGoesFromTheBucketAndIsMadeAgain() throws Exception {
    SmallRun trips = SmallRun.in(folder.resolve("trips"), 3);
    String pipeline = trips.folder().resolve("pipeline.yaml").toString();
    Path home = shared.withBlobs(folder.resolve("one"));
    assertThat(run("run", pipeline, "--home", home.toString()).exitCode()).isZero();
    Set<String> live = objects();
    Files.writeString(
        home.resolve("home.yaml"),
        """
        gc:
          grace: 2h
          cuts: { age: 0s, count: 0 }
          intermediate: { age: 0s, count: 0 }
        """,
        StandardOpenOption.APPEND);
    Path rows = trips.folder().resolve("trips.csv");
    Files.write(rows, Files.readAllLines(rows).subList(0, 350));
    List<String> land = List.of("run", pipeline, "--until", "validate", "--home", home.toString());
    assertThat(SpokenCommand.run(land.toArray(String[]::new)).code()).isZero();
    Set<String> all = objects();
    assertThat(all).hasSizeGreaterThan(live.size());

    SpokenCommand young = SpokenCommand.run("gc", "--home", home.toString());
    assertThat(young.out()).startsWith("nothing to collect");
    for (Path file : files(shared.bucket().object("shared", "mill"))) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    }
    SpokenCommand collected = SpokenCommand.run("gc", "--home", home.toString());

    assertThat(collected.code()).as(collected.err()).isZero();
    assertThat(collected.out()).contains("cuts", "removed");
    assertThat(objects()).as("all the live version was made from").isEqualTo(live);
    assertThat(SpokenCommand.run(land.toArray(String[]::new)).err()).containsPattern("land +made");
    assertThat(objects()).as("the same bytes").isEqualTo(all);
  }

  /** The contents in the bucket, without the marks of who uses them. */
  private Set<String> objects() throws IOException {
    Path blobs = shared.bucket().object("shared", "mill");
    return files(blobs).stream()
        .map(file -> blobs.relativize(file).toString())
        .filter(name -> !name.startsWith("used/") && !name.startsWith("away/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A home that keeps its contents in files pays nothing for the other kind. */
  @Test
  void withoutABucketNothingOfItsLibraryIsLoaded() throws Exception {
    SmallRun trips = SmallRun.in(folder.resolve("trips"), 3);
    Path loaded = folder.resolve("loaded.txt");
    SmallRun.Ended run = trips.run("-Xlog:class+load:file=" + loaded);
    assertThat(run.exitCode()).as(run.text()).isZero();
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains("dev.millrace.store.files.FileBlobs"))
        .filteredOn(line -> line.contains("software.amazon") || line.contains(".s3.S3Blobs"))
        .isEmpty();
  }

  private static SmallRun.Ended run(String... arguments) throws IOException, InterruptedException {
    return SmallRun.toTheEnd(
        OwnProcess.start(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), arguments),
        new java.util.ArrayList<>());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
