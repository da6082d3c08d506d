package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.reused;
import static dev.millrace.testkit.store.StoreCases.start;
import static dev.millrace.testkit.store.StoreCases.unkeyed;

import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.Stores;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What happened in the golden home: a row in every table. */
final class GoldenHistory {
  private GoldenHistory() {}

  static void write(Stores stores) {
    Lease first = stores.runs().start(change("run-1"), start(1, HERE)).lease();
    stores.runs().commit(change("observe"), first, unkeyed("ingest", StageKind.OBSERVE, "files"));
    stores.runs().commit(change("prepare"), first, made("prepare", "key", "value"));
    var alert = new EffectIntent(new StageName("alert"), Json.of("request"));
    stores.effects().begin(change("alert"), first, alert);
    stores.effects().complete(change("alert"), first, Json.of("sent"));
    stores.registry().register(change("v1"), registration(TIPS, "scorer-1", 1, Optional.of(first)));
    stores.runs().finish(change("end-1"), first, RunEnd.refused("auc 0.6 < 0.75, ünïcode"));
    Lease second = stores.runs().start(change("run-2"), start(2, THERE)).lease();
    stores.runs().commit(change("prepare-2"), second, reused("prepare", "key", "value"));
    stores.runs().commit(change("impure"), second, made("prepare", "key", "other value"));
    stores.registry().register(change("v2"), registration("scorer-2", 2));
    choose(stores, 1, OptionalInt.empty());
    choose(stores, 2, OptionalInt.of(1));
    stores.registry().rollBack(change("back", NOON.plusSeconds(9)), TIPS, OptionalInt.of(2));
    stores
        .registry()
        .move(
            change("move"), new PhaseMove(TIPS, 2, ModelPhase.ASSESSMENT, ModelPhase.DEVELOPMENT));
    stores
        .evidence()
        .append(
            change("evidence"),
            new Evidence(digest("scorer-1"), new EvidenceKind("evaluation"), digest("blob")));
    stores.effects().begin(change("pending"), second, alert);
    stores.runs().start(change("run-3", NOON.plus(TERM)), start(3, TAXI, HERE, Set.of()));
    stores.runs().start(elsewhere(change("run-4")), start(4, SPAM, THERE, Set.of()));
    stores.results().forget(change("forget"), digest("never stored"));
  }

  private static void choose(Stores stores, int version, OptionalInt expected) {
    stores
        .registry()
        .choose(
            change("choose-" + version, NOON.plusSeconds(version)),
            new ChampionRequest(TIPS, version, expected, ChampionChoice.Kind.PROMOTE));
  }
}
