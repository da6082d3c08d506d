package dev.millrace.spi.data;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** JSON forms of the data nouns; members that are not known are refused. */
public final class DataJson {
  private DataJson() {}

  public static Json of(PinnedSource source) {
    return Json.members()
        .put("format", source.format().name().toLowerCase(Locale.ROOT))
        .put(
            "objects",
            source.objects().stream()
                .map(
                    object ->
                        Json.members()
                            .put("location", object.location())
                            .put("bytes", object.bytes())
                            .put("digest", object.digest().hex())
                            .build())
                .toList())
        .build();
  }

  public static PinnedSource pinnedSource(Json json) {
    JsonObject source = JsonObject.of(json).only("format", "objects");
    return new PinnedSource(
        SourceFormat.valueOf(source.text("format").toUpperCase(Locale.ROOT)),
        source.items("objects").stream()
            .map(item -> JsonObject.of("objects", item).only("location", "bytes", "digest"))
            .map(
                object ->
                    new SourceObject(
                        object.text("location"), object.whole("bytes"), digest(object, "digest")))
            .toList());
  }

  public static Json of(Fields fields) {
    return Json.items(
        fields.asList().stream()
            .map(
                field ->
                    Json.members()
                        .put("name", field.name().value())
                        .put("type", field.type().text())
                        .build())
            .toList());
  }

  /** Reads {@link #of(Fields)}. */
  public static Fields fields(List<Json> items) {
    return new Fields(
        items.stream()
            .map(item -> JsonObject.of("fields", item).only("name", "type"))
            .map(
                field ->
                    new Field(
                        new ColumnName(field.text("name")), ColumnType.parse(field.text("type"))))
            .toList());
  }

  public static Json of(DataCut cut) {
    return Json.members()
        .put("fields", of(cut.fields()))
        .put(
            "parts",
            cut.parts().stream()
                .map(
                    part ->
                        Json.members()
                            .put("rows", part.rows())
                            .put("content", part.content().hex())
                            .put("blob", part.blob().hex())
                            .build())
                .toList())
        .build();
  }

  public static DataCut dataCut(Json json) {
    JsonObject cut = JsonObject.of(json).only("fields", "parts");
    return new DataCut(
        fields(cut.items("fields")),
        cut.items("parts").stream()
            .map(item -> JsonObject.of("parts", item).only("rows", "content", "blob"))
            .map(
                part ->
                    new Part(part.integer("rows"), digest(part, "content"), digest(part, "blob")))
            .toList());
  }

  public static Json of(LandingLedger ledger) {
    return Json.members()
        .put("read", ledger.read())
        .put("landed", ledger.landed())
        .put("rejected", counts(ledger.rejected()))
        .put("filtered", counts(ledger.filtered()))
        .build();
  }

  public static LandingLedger ledger(Json json) {
    JsonObject ledger = JsonObject.of(json).only("read", "landed", "rejected", "filtered");
    return new LandingLedger(
        ledger.whole("read"),
        ledger.whole("landed"),
        counts(ledger.object("rejected")),
        counts(ledger.object("filtered")));
  }

  public static Json of(RejectedRecord record) {
    return Json.members()
        .put("source", record.source())
        .put("ordinal", record.ordinal())
        .put("reason", record.reason())
        .put("column", record.column())
        .put("raw", record.raw())
        .build();
  }

  public static RejectedRecord rejectedRecord(Json json) {
    JsonObject record = JsonObject.of(json).only("source", "ordinal", "reason", "column", "raw");
    return new RejectedRecord(
        record.integer("source"),
        record.whole("ordinal"),
        record.text("reason"),
        record.text("column"),
        record.text("raw"));
  }

  /** Counts by name. */
  public static Json counts(Map<String, Long> counts) {
    MembersBuilder members = Json.members();
    counts.forEach((name, count) -> members.put(name, count.longValue()));
    return members.build();
  }

  /** Reads {@link #counts(Map)}. */
  public static Map<String, Long> counts(JsonObject members) {
    Map<String, Long> counts = new TreeMap<>();
    members.names().forEach(name -> counts.put(name, members.whole(name)));
    return counts;
  }

  /** A digest member. */
  public static Digest digest(JsonObject object, String name) {
    try {
      return new Digest(object.text(name));
    } catch (IllegalArgumentException e) {
      throw new JsonSyntaxException(name + " must be a digest", e);
    }
  }
}
