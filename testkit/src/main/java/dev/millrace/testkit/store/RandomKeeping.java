package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.result;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Seeded collections and holds, for {@link RandomChanges}. */
final class RandomKeeping {
  private final Stores stores;
  private final SplittableRandom random;

  RandomKeeping(Stores stores, SplittableRandom random) {
    this.stores = stores;
    this.random = random;
  }

  Supplier<Object> next(Change change) {
    Digest value = result("value" + random.nextInt(20)).digest();
    int number = random.nextInt(1, 8);
    return switch (random.nextInt(9)) {
      case 0, 1 -> begin(change, value);
      case 2 ->
          () -> {
            var freed = new TreeMap<ContentClass, CollectionEnd.Freed>();
            freed.put(ContentClass.CUTS, new CollectionEnd.Freed(number, 100L * number));
            stores.keeping().collections().end(change, new CollectionEnd("c" + number, freed));
            return "ended";
          };
      case 3 -> () -> stores.keeping().collections().uses(Long.MAX_VALUE, number);
      case 4 -> () -> stores.keeping().collections().stated(Optional.of(digest("x")), number);
      case 5 -> () -> stores.keeping().collections().find(change.project(), value);
      case 6 -> place(change, value, number);
      case 7 -> () -> stores.keeping().holds().release(change, number);
      default ->
          () ->
              List.of(
                  stores.keeping().holds().list(change.project()),
                  stores.keeping().holds().held(Optional.empty(), number),
                  stores.keeping().holds().holding(value),
                  stores.keeping().holds().persons(change.project()));
    };
  }

  private Supplier<Object> begin(Change change, Digest value) {
    var part =
        new CollectionPart(
            "c" + random.nextInt(5),
            1 + random.nextInt(3),
            change.at().minus(Duration.ofSeconds(random.nextInt(1_000))),
            random.nextInt(4) == 0
                ? List.of()
                : List.of(new CondemnedResult(change.project(), value, ContentClass.CUTS)));
    return () ->
        stores.keeping().collections().uses(Long.MAX_VALUE, 1_000).uses().stream()
                .noneMatch(
                    use -> use.result().equals(value) && use.project().equals(change.project()))
            ? "unknown"
            : stores.keeping().collections().begin(change, part);
  }

  private Supplier<Object> place(Change change, Digest value, int number) {
    var draft =
        new HoldDraft(
            "version/tips/" + number,
            random.nextBoolean() ? Optional.of(digest("person" + number)) : Optional.empty(),
            List.of(value, digest("blob" + number), value));
    return () -> stores.keeping().holds().place(change, draft);
  }
}
