package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.digest;

import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A seeded history of changes and reads, wrong ones among them: two stores that keep the contracts
 * answer every step of it alike.
 */
public final class RandomChanges {
  private static final List<String> REASONS =
      List.of(
          "",
          "nightly",
          "ünï \ud83d\ude80",
          "half \ud800 pair, nul \u0000, quote ' \"",
          "x".repeat(9000));

  private final Stores stores;
  private final SplittableRandom random;
  private final List<Lease> leases = new ArrayList<>();
  private final RandomServing serving;
  private final RandomKeeping keeping;
  private Instant now = NOON;

  public RandomChanges(Stores stores, long seed) {
    this.stores = stores;
    this.random = new SplittableRandom(seed);
    this.serving = new RandomServing(stores, random);
    this.keeping = new RandomKeeping(stores, random);
  }

  /** Does one more step and gives its answer, or the text of its refusal. */
  public Object step() {
    now = now.plusMillis(random.nextInt(-5_000, 15_000)).plusNanos(random.nextInt(1_000_000));
    ProjectName project = random.nextInt(8) == 0 ? OTHER_PROJECT : PROJECT;
    Change change = new Change(project, ANN, pick(REASONS), "key" + random.nextInt(2_000), now);
    Supplier<Object> action =
        switch (random.nextInt(22)) {
          case 0, 1 -> start(change);
          case 2, 3, 4 -> commit(project);
          case 5 -> renew();
          case 6 -> finish(project);
          case 7, 8 -> register(change);
          case 9 -> choose(change);
          case 10 -> rollBack(change);
          case 11 -> effect(project);
          case 12 -> evidence(change);
          case 13 -> forget(change);
          case 14 -> move(change);
          case 15, 16, 17 -> serving.next(change);
          case 18, 19 -> keeping.next(change);
          default -> read(project);
        };
    try {
      return action.get();
    } catch (MillraceException refused) {
      return String.valueOf(refused.getMessage());
    } catch (IllegalArgumentException wrong) {
      return "wrong: " + wrong.getMessage();
    }
  }

  private Supplier<Object> start(Change change) {
    PipelineName pipeline = random.nextBoolean() ? TAXI : SPAM;
    LeaseOwner owner = new LeaseOwner("host", random.nextInt(3), NOON);
    Set<LeaseOwner> dead =
        random.nextInt(4) == 0 ? Set.of(new LeaseOwner("host", random.nextInt(3), NOON)) : Set.of();
    int run = random.nextInt(100_000);
    return () -> {
      var started = stores.runs().start(change, StoreCases.start(run, pipeline, owner, dead));
      leases.add(started.lease());
      return started;
    };
  }

  private Supplier<Object> commit(ProjectName project) {
    Optional<Lease> lease = lease();
    Change change = change(project, lease, "commit");
    String value = "value" + random.nextInt(20);
    var commit =
        switch (random.nextInt(4)) {
          case 0 -> StoreCases.unkeyed("ingest", StageKind.OBSERVE, value);
          case 1 -> StoreCases.reused("prepare", "k" + value, value);
          default -> StoreCases.made("prepare", "k" + random.nextInt(20), value);
        };
    return () -> lease.map(l -> (Object) stores.runs().commit(change, l, commit)).orElse("none");
  }

  private Supplier<Object> renew() {
    Optional<Lease> lease = lease();
    Instant at = now;
    return () -> lease.map(l -> (Object) stores.runs().renew(l, TERM, at)).orElse("none");
  }

  private Supplier<Object> finish(ProjectName project) {
    Optional<Lease> lease = lease();
    Change change = change(project, lease, "finish");
    RunEnd end = random.nextBoolean() ? RunEnd.done() : RunEnd.failed("no: " + pick(REASONS));
    return () -> {
      lease.ifPresent(l -> stores.runs().finish(change, l, end));
      return "finished";
    };
  }

  private Supplier<Object> register(Change change) {
    Optional<Lease> fence = random.nextInt(3) == 0 ? lease() : Optional.empty();
    ModelName model = model();
    var registration =
        StoreCases.registration(model, "scorer" + random.nextInt(40), random.nextInt(4), fence);
    return () -> stores.registry().register(change, registration);
  }

  private Supplier<Object> choose(Change change) {
    ModelName model = model();
    int version = random.nextInt(1, 12);
    boolean informed = random.nextInt(4) > 0;
    var kind = random.nextBoolean() ? ChampionChoice.Kind.PROMOTE : ChampionChoice.Kind.ROLL_BACK;
    return () -> {
      OptionalInt expected = informed ? champion(change, model) : OptionalInt.of(3);
      return stores.registry().choose(change, new ChampionRequest(model, version, expected, kind));
    };
  }

  private Supplier<Object> rollBack(Change change) {
    ModelName model = model();
    return () -> stores.registry().rollBack(change, model, champion(change, model));
  }

  private Supplier<Object> effect(ProjectName project) {
    Optional<Lease> lease = lease();
    Change change = change(project, lease, "effect");
    var intent = new EffectIntent(new StageName("alert"), Json.of("request " + random.nextInt(2)));
    boolean complete = random.nextBoolean();
    return () ->
        lease.isEmpty()
            ? "none"
            : complete
                ? stores.effects().complete(change, lease.get(), Json.of(change.key()))
                : stores.effects().begin(change, lease.get(), intent);
  }

  private Supplier<Object> evidence(Change change) {
    var evidence =
        new Evidence(
            digest("scorer" + random.nextInt(5)), new EvidenceKind("report"), digest("blob"));
    return () -> stores.evidence().append(change, evidence);
  }

  private Supplier<Object> forget(Change change) {
    var key = digest("k" + random.nextInt(20));
    return () -> {
      stores.results().forget(change, key);
      return "forgotten";
    };
  }

  private Supplier<Object> move(Change change) {
    var move =
        new PhaseMove(
            model(),
            random.nextInt(1, 6),
            pick(List.of(ModelPhase.values())),
            pick(List.of(ModelPhase.values())));
    return () -> stores.registry().move(change, move);
  }

  private Supplier<Object> read(ProjectName project) {
    ModelName model = model();
    var key = digest("k" + random.nextInt(20));
    var scorer = digest("scorer" + random.nextInt(5));
    Optional<Lease> lease = lease();
    return switch (random.nextInt(10)) {
      case 8 -> () -> stores.runQueries().listLeases(project);
      case 0 -> () -> stores.runQueries().list(project, RunPage.newest(20));
      case 1 -> () -> stores.registryQueries().listModels(project);
      case 2 -> () -> stores.registryQueries().listVersions(project, model);
      case 3 -> () -> stores.results().find(project, key);
      case 4 -> () -> stores.evidence().list(project, scorer);
      case 5 -> () -> stores.effects().listPending(project);
      case 6 -> () -> stores.runQueries().findLineage(project, digest("value3"));
      case 7 -> () -> stores.runQueries().findLease(project, TAXI);
      default -> () -> lease.map(l -> (Object) stores.runQueries().load(project, l.holder().run()));
    };
  }

  private OptionalInt champion(Change change, ModelName model) {
    return stores.registryQueries().loadModel(change.project(), model).champion();
  }

  /** Mostly in the project of the lease. */
  private Change change(ProjectName project, Optional<Lease> lease, String kind) {
    ProjectName where =
        random.nextInt(20) == 0 ? project : lease.map(Lease::project).orElse(project);
    return new Change(where, ANN, pick(REASONS), kind + random.nextInt(500), now);
  }

  /** Mostly the newest, sometimes one that may be lost. */
  private Optional<Lease> lease() {
    if (leases.isEmpty()) {
      return Optional.empty();
    }
    int back = random.nextInt(3) > 0 ? 0 : random.nextInt(leases.size());
    return Optional.of(leases.get(leases.size() - 1 - back));
  }

  private ModelName model() {
    return random.nextInt(4) == 0 ? new ModelName("fares") : TIPS;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
