package dev.millrace.core.keep;

import dev.millrace.core.flow.Stages;
import dev.millrace.core.history.HistoryForm;
import dev.millrace.core.ingest.LandedForm;
import dev.millrace.core.person.Person;
import dev.millrace.core.person.PersonRows;
import dev.millrace.core.validate.RowLedger;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationForm;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.collect.RowCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.RecordedResult;
import dev.millrace.spi.store.StageResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A person in a result: whether it is there, and the result without it. */
final class ErasedResult {
  /** Rows of a cut were taken out: models that learned from it knew the person. */
  static final String ROWS = "rows";

  /** Rows kept apart, or texts, were taken out. */
  static final String TEXT = "text";

  static final String CUT = "cut";
  static final String BLOB = "blob";
  private static final String ERASED = "erased";

  private final BlobStore blobs;
  private final Engine engine;
  private final Narrowing narrowing;
  private final QuarantineLines lines;
  private final Person person;
  private final PersonText text;
  private final Predicate<JsonObject> isPersons;

  ErasedResult(BlobStore blobs, Engine engine, Narrowing narrowing, Path scratch, Person person) {
    this.blobs = blobs;
    this.engine = engine;
    this.narrowing = narrowing;
    this.lines = new QuarantineLines(blobs, scratch);
    this.person = person;
    this.text = new PersonText(person.value());
    this.isPersons = QuarantineLines.of(person);
  }

  /**
   * Where a person is in a result.
   *
   * @param rows of its cut
   * @param apart rows and records kept apart, by reason
   * @param texts whether texts in the result itself hold the value
   */
  record Found(RecordedResult in, long rows, Map<String, Long> apart, Texts texts) {
    enum Texts {
      CLEAN,
      NAMED
    }

    long apartRows() {
      return apart.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Empty when the person is not in it. Contents that were collected are not looked into. */
  Optional<Found> find(RecordedResult result) {
    Json value = result.result().value();
    long rows = cut(result).filter(this::isThere).map(this::count).orElse(0L);
    Map<String, Long> apart =
        quarantine(result)
            .filter(blobs::verify)
            .map(blob -> lines.count(blob, isPersons))
            .orElse(Map.of());
    boolean named = !text.without(value).equals(value);
    return rows == 0 && apart.isEmpty() && !named
        ? Optional.empty()
        : Optional.of(
            new Found(result, rows, apart, named ? Found.Texts.NAMED : Found.Texts.CLEAN));
  }

  /** The cut a result holds. */
  static Optional<DataCut> cut(RecordedResult result) {
    if (result.stage().equals(Stages.LAND)) {
      return Optional.of(new LandedForm().fromJson(result.result().value()).cut());
    }
    return result.stage().equals(Stages.HISTORY)
        ? Optional.of(new HistoryForm().fromJson(result.result().value()).cut())
        : Optional.empty();
  }

  private static Optional<Digest> quarantine(RecordedResult result) {
    if (result.stage().equals(Stages.LAND)) {
      return new LandedForm().fromJson(result.result().value()).quarantine();
    }
    return result.stage().equals(Stages.VALIDATE)
        ? new ValidationForm().fromJson(result.result().value()).quarantine()
        : Optional.empty();
  }

  private boolean isThere(DataCut cut) {
    return cut.parts().stream().map(Part::blob).allMatch(blobs::verify);
  }

  private PersonRows rows(DataCut cut, PersonRows.Side side) {
    return PersonRows.of(cut.fields(), List.of(person.column()), Set.of(person.value()), side);
  }

  private long count(DataCut cut) {
    PersonRows rows = rows(cut, PersonRows.Side.THESE);
    return rows.columns().isEmpty()
        ? 0
        : engine.collect(Scan.of(cut, List.of()).where(rows), new RowCount()).rows();
  }

  /** The result without the person; its blobs are written. */
  StageResult without(Found found) {
    Json value = found.in().result().value();
    if (found.in().stage().equals(Stages.LAND)) {
      Landed landed = landed(found, new LandedForm().fromJson(value));
      return new StageResult(
          text.without(new LandedForm().toJson(landed)), new LandedForm().blobs(landed));
    }
    if (found.in().stage().equals(Stages.HISTORY)) {
      DataCut cut = new HistoryForm().fromJson(value).cut();
      DataCut less =
          found.rows() == 0 ? cut : narrowing.narrow(cut, rows(cut, PersonRows.Side.OTHERS));
      return new StageResult(
          Json.members()
              .put("cut", DataJson.of(less))
              .put("profile", text.without(JsonObject.of(value).value("profile")))
              .build(),
          less.parts().stream().map(Part::blob).toList());
    }
    if (found.in().stage().equals(Stages.VALIDATE)) {
      Validation validation = validation(found, new ValidationForm().fromJson(value));
      return new StageResult(
          text.without(new ValidationForm().toJson(validation)),
          new ValidationForm().blobs(validation));
    }
    return new StageResult(text.without(value), found.in().result().blobs());
  }

  /** The ledger still accounts for every record that was read: the person's are left out. */
  private Landed landed(Found found, Landed landed) {
    DataCut cut =
        found.rows() == 0
            ? landed.cut()
            : narrowing.narrow(landed.cut(), rows(landed.cut(), PersonRows.Side.OTHERS));
    LandingLedger ledger = landed.ledger();
    Map<String, Long> rejected = new TreeMap<>(ledger.rejected());
    found.apart().forEach((reason, count) -> rejected.merge(reason, -count, Long::sum));
    rejected.values().removeIf(count -> count == 0);
    Map<String, Long> filtered = new TreeMap<>(ledger.filtered());
    filtered.merge(ERASED, found.rows() + found.apartRows(), Long::sum);
    return new Landed(
        cut,
        landed.sourceColumns(),
        new LandingLedger(ledger.read(), ledger.landed() - found.rows(), rejected, filtered),
        found.apart().isEmpty()
            ? landed.quarantine()
            : landed.quarantine().flatMap(blob -> lines.without(blob, isPersons)),
        landed.examples().stream().filter(example -> !text.isIn(example.raw())).toList());
  }

  private Validation validation(Found found, Validation validation) {
    if (found.apart().isEmpty()) {
      return validation;
    }
    RowLedger rows = validation.rows();
    return new Validation(
        validation.findings(),
        validation.violations(),
        new RowLedger(
            rows.landed() - found.apartRows(),
            rows.accepted(),
            rows.quarantined() - found.apartRows()),
        validation.quarantine().flatMap(blob -> lines.without(blob, isPersons)));
  }

  /** What took the place of what. */
  List<ErasedContent> contents(Found found, StageResult now, long erasure) {
    List<ErasedContent> contents = new ArrayList<>();
    RecordedResult after = new RecordedResult(now.digest(), found.in().stage(), now);
    long places = found.rows() + found.apartRows();
    contents.add(
        new ErasedContent(
            found.in().digest(), now.digest(), found.rows() > 0 ? ROWS : TEXT, erasure, places));
    if (found.rows() > 0) {
      contents.add(
          new ErasedContent(
              cut(found.in()).orElseThrow().digest(),
              cut(after).orElseThrow().digest(),
              CUT,
              erasure,
              found.rows()));
    }
    Optional<Digest> before = quarantine(found.in());
    Optional<Digest> later = quarantine(after);
    if (before.isPresent() && later.isPresent() && !before.equals(later)) {
      contents.add(new ErasedContent(before.get(), later.get(), BLOB, erasure, found.apartRows()));
    }
    return contents;
  }
}
