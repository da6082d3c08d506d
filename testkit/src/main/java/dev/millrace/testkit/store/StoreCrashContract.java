package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract under crashes: at every checkpoint of a flow, by repeating the flow afterwards. */
public abstract class StoreCrashContract extends StoreContract {
  /** Thrown where a process would have ended. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aFlowRepeatedAfterACrashAnywhereIsDoneOnce() {
    List<String> points = new ArrayList<>();
    flow(open(points::add), "clean");
    List<EventAction> expected = actions("clean");
    assertThat(points).contains("lease.renewed").hasSizeGreaterThan(2 * 5);

    for (int i = 0; i < points.size(); i++) {
      int crashAt = i;
      String name = "crash" + i;
      List<String> reached = new ArrayList<>();
      Checkpoints crashing =
          point -> {
            reached.add(point);
            if (reached.size() == crashAt + 1) {
              throw new Crash();
            }
          };
      assertThatThrownBy(() -> flow(open(crashing), name)).isInstanceOf(Crash.class);
      int before = actions(name).size();
      long committed = reached.stream().filter(point -> point.startsWith("after-commit:")).count();
      assertThat((long) before).as(points.get(i)).isEqualTo(committed);

      flow(open(), name);

      assertThat(actions(name)).as("repeated after " + points.get(i)).isEqualTo(expected);
      assertThat(open().events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
  }

  /** Keys and numbers depend on the name alone, as those of a careful caller do. */
  private static void flow(Stores stores, String name) {
    int run = name.hashCode() & 0xffff;
    var pipeline = new PipelineName(name);
    var model = new ModelName(name);
    Lease lease =
        stores.runs().start(change(name + "/start"), start(run, pipeline, HERE, Set.of())).lease();
    stores.runs().commit(change(name + "/stage"), lease, made("prepare", name, name));
    if (stores.runQueries().findLease(PROJECT, pipeline).isPresent()) {
      lease = stores.runs().renew(lease, TERM, NOON);
    }
    stores
        .registry()
        .register(change(name + "/register"), registration(model, name, run, Optional.empty()));
    stores
        .registry()
        .choose(
            change(name + "/choose"),
            new ChampionRequest(model, 1, OptionalInt.empty(), ChampionChoice.Kind.PROMOTE));
    stores.runs().finish(change(name + "/finish"), lease, RunEnd.done());
  }

  private List<EventAction> actions(String name) {
    return open().events().read(PROJECT, 0, 1000).stream()
        .filter(event -> event.change().key().startsWith(name + "/"))
        .map(Event::draft)
        .map(draft -> draft.action())
        .toList();
  }
}
