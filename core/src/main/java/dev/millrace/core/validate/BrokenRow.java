package dev.millrace.core.validate;

import dev.millrace.column.Batch;
import dev.millrace.column.Field;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.RowIds;
import java.util.List;
import java.util.Locale;

/**
 * A landed row that broke rules and is kept apart, as one JSON line of the quarantine. The file is
 * named by its content, since a file that was moved is still the same one.
 *
 * @param row the row's hash, by which splits and samples know it too
 * @param object the file's SHA-256
 * @param ordinal number of the record within its file from 0, header not counted
 * @param broke the rules it broke
 * @param cells every landed cell
 */
record BrokenRow(long row, Digest object, long ordinal, List<Broke> broke, Json cells) {
  private static final long VERSION = 1;

  /**
   * A rule that was broken.
   *
   * @param rule expression that is true for the row
   * @param reason id of the finding that counts such rows
   */
  record Broke(String rule, String reason) {}

  BrokenRow {
    broke = List.copyOf(broke);
  }

  static BrokenRow of(Batch values, RowIds ids, int at, List<Digest> objects, List<Broke> broke) {
    MembersBuilder cells = Json.members();
    for (Field field : values.fields()) {
      int column = values.fields().require(field.name());
      cells.put(field.name().value(), CellJson.of(values.column(column), at));
    }
    return new BrokenRow(
        ids.hashAt(at), objects.get(ids.sourceAt(at)), ids.ordinalAt(at), broke, cells.build());
  }

  Json json() {
    return Json.members()
        .put("version", VERSION)
        .put("row", String.format(Locale.ROOT, "%016x", row))
        .put("object", object.hex())
        .put("ordinal", ordinal)
        .put(
            "broke",
            broke.stream()
                .map(
                    one ->
                        Json.members().put("rule", one.rule()).put("reason", one.reason()).build())
                .toList())
        .put("cells", cells)
        .build();
  }
}
