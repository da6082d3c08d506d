package dev.millrace.core.keep;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.store.CollectionEnd.Freed;
import dev.millrace.spi.store.ContentClass;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a collection has removed, or would remove.
 *
 * @param collection its name in the record; empty when nothing was to do or this is a preview
 * @param freed by class
 * @param things the first of them, for people; only in a preview
 * @param notes what else there is to say
 */
public record CollectionReport(
    String collection,
    SortedMap<ContentClass, Freed> freed,
    List<Thing> things,
    List<String> notes) {
  /**
   * Something that would go.
   *
   * @param what it is, such as {@code land of run 3f9c2a1b}
   * @param rebuilt {@code yes}, {@code no} or {@code unknown}
   * @param from what it could be made from, or why it cannot
   */
  public record Thing(ContentClass kind, String what, long bytes, String rebuilt, String from) {
    Json json() {
      return Json.members()
          .put("class", kind.text())
          .put("what", what)
          .put("bytes", bytes)
          .put("rebuilt", rebuilt)
          .put("from", from)
          .build();
    }
  }

  public CollectionReport {
    freed = Collections.unmodifiableSortedMap(new TreeMap<>(freed));
    things = List.copyOf(things);
    notes = List.copyOf(notes);
  }

  public long count() {
    return freed.values().stream().mapToLong(Freed::things).sum();
  }

  public long bytes() {
    return freed.values().stream().mapToLong(Freed::bytes).sum();
  }

  public Json json() {
    MembersBuilder classes = Json.members();
    freed.forEach(
        (kind, of) ->
            classes.put(
                kind.text(),
                Json.members().put("things", of.things()).put("bytes", of.bytes()).build()));
    return Json.members()
        .put("collection", collection)
        .put("things", count())
        .put("bytes", bytes())
        .put("classes", classes.build())
        .put("list", things.stream().map(Thing::json).toList())
        .put("notes", Json.texts(notes))
        .build();
  }
}
