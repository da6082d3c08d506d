package dev.millrace.core.serve.forward;

import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a log was forwarded.
 *
 * @param read where reading begins
 * @param delivered number of the first record of each node behind that which was not taken yet
 */
record Cursor(LogOffsets read, SortedMap<NodeId, Long> delivered) {
  static final Cursor START = new Cursor(LogOffsets.START, new TreeMap<>());

  Cursor {
    delivered = Collections.unmodifiableSortedMap(new TreeMap<>(delivered));
  }

  /** The cursor in a file; the start when there is none. */
  static Cursor load(Path file) {
    try {
      if (!Files.exists(file)) {
        return START;
      }
      JsonObject in =
          JsonObject.of(JsonReader.read(Files.readAllBytes(file))).only("read", "delivered");
      JsonObject nodes = in.object("delivered");
      SortedMap<NodeId, Long> delivered = new TreeMap<>();
      nodes.names().forEach(node -> delivered.put(new NodeId(node), nodes.whole(node)));
      return new Cursor(LogOffsets.fromJson(in.value("read")), delivered);
    } catch (IOException | JsonSyntaxException | IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "how far the log was forwarded cannot be read")
              .at(file.toString())
              .next("Remove the file to forward all of the log again."),
          e);
    }
  }

  /** Puts it in the place of the one before it, all or nothing. */
  void save(Path file) {
    MembersBuilder nodes = Json.members();
    delivered.forEach((node, next) -> nodes.put(node.value(), next));
    byte[] json =
        CanonicalJson.bytes(
            Json.members().put("read", read.toJson()).put("delivered", nodes.build()).build());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, json);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNAVAILABLE, "how far the log was forwarded cannot be kept")
              .at(file.toString())
              .found(e),
          e);
    }
  }
}
