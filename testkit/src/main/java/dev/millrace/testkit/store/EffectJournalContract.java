package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.EffectState;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.PendingEffect;
import dev.millrace.spi.store.Stores;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of the journal of effects. */
public abstract class EffectJournalContract extends StoreContract {
  private static final EffectIntent ALERT =
      new EffectIntent(new StageName("alert"), Json.of("drift of fare"));

  @Test
  void anEffectIsDoneOnce() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();

    assertThat(stores.effects().begin(change("fx"), lease, ALERT))
        .isEqualTo(new EffectState.Fresh());
    assertThat(stores.effects().listPending(PROJECT))
        .containsExactly(new PendingEffect("fx", ALERT, run(1), NOON));
    assertThat(stores.effects().complete(change("fx"), lease, Json.of("sent")))
        .isEqualTo(Json.of("sent"));

    assertThat(open().effects().begin(change("fx"), lease, ALERT))
        .isEqualTo(new EffectState.Completed(Json.of("sent")));
    assertThat(open().effects().complete(change("fx"), lease, Json.of("sent again")))
        .isEqualTo(Json.of("sent"));
    assertThat(open().effects().listPending(PROJECT)).isEmpty();
  }

  @Test
  void anEffectWhoseEndIsUnknownIsInDoubt() {
    Lease lost = open().runs().start(change("a"), start(1, HERE)).lease();
    open().effects().begin(change("fx"), lost, ALERT);
    Lease lease = open().runs().start(change("b"), start(2, TAXI, THERE, Set.of(HERE))).lease();

    assertThat(open().effects().begin(change("fx", NOON.plusSeconds(9)), lease, ALERT))
        .isEqualTo(new EffectState.InDoubt(run(1), NOON));
    refusal(
        ErrorCode.LEASE_LOST, () -> open().effects().complete(change("fx"), lost, Json.of("late")));
    assertThat(open().effects().complete(change("fx"), lease, Json.of("sent")))
        .isEqualTo(Json.of("sent"));
    assertThat(open().effects().begin(change("fx"), lost, ALERT))
        .as("what is done may be told to anyone")
        .isEqualTo(new EffectState.Completed(Json.of("sent")));
  }

  @Test
  void effectsAreFenced() {
    Lease lost = open().runs().start(change("a"), start(1, HERE)).lease();
    open().runs().start(change("b"), start(2, TAXI, THERE, Set.of(HERE)));

    refusal(ErrorCode.LEASE_LOST, () -> open().effects().begin(change("fx"), lost, ALERT));
    assertThat(open().effects().listPending(PROJECT)).isEmpty();
  }

  @Test
  void aKeyStandsForOneIntent() {
    Lease lease = open().runs().start(change("a"), start(1, HERE)).lease();
    open().effects().begin(change("fx"), lease, ALERT);
    EffectIntent other = new EffectIntent(new StageName("alert"), Json.of("drift of tips"));

    refusal(ErrorCode.CONFLICT, () -> open().effects().begin(change("fx"), lease, other));
    refusal(
        ErrorCode.CONFLICT,
        () -> open().effects().complete(change("unknown"), lease, Json.of("x")));
  }
}
