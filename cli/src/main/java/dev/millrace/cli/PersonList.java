package dev.millrace.cli;

import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.store.Erasure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who was erased, by digest, as lines of JSON that are kept outside the home. */
final class PersonList {
  private static final int MOST = 100_000;

  private PersonList() {}

  /** Somebody who was erased. */
  record Entry(ColumnName column, Digest person) {}

  static String line(Erasure erasure) {
    return CanonicalJson.text(
        Json.members()
            .put("column", erasure.field())
            .put("person", erasure.person().hex())
            .put("at", erasure.at().toString())
            .build());
  }

  /** Reads a list: USAGE. */
  static List<Entry> read(Path file) {
    try {
      List<Entry> entries = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        JsonObject in =
            JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))
                .only("column", "person", "at");
        entries.add(new Entry(new ColumnName(in.text("column")), new Digest(in.text("person"))));
      }
      if (entries.size() > MOST) {
        throw noList(file, entries.size() + " lines");
      }
      return entries;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.USAGE, "the list of who was erased cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw noList(file, "a line that is none of it");
    }
  }

  private static MillraceException noList(Path file, String found) {
    return Problem.of(ErrorCode.USAGE, "this is no list of who was erased")
        .at(file.toString())
        .found(found)
        .allowed("at most 100,000 lines as millrace erase --list writes them")
        .asException();
  }

  static Set<ColumnName> columns(List<Entry> entries) {
    return entries.stream().map(Entry::column).collect(Collectors.toSet());
  }

  static Set<Digest> of(List<Entry> entries, ColumnName column) {
    return entries.stream()
        .filter(entry -> entry.column().equals(column))
        .map(Entry::person)
        .collect(Collectors.toSet());
  }
}
