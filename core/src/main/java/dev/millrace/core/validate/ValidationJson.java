package dev.millrace.core.validate;

import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import java.util.List;
import java.util.Optional;

/** JSON form of a validation. */
public final class ValidationJson {
  private ValidationJson() {}

  public static Json of(Validation validation) {
    MembersBuilder members =
        Json.members()
            .put("findings", validation.findings().stream().map(ValidationJson::of).toList())
            .put("violations", Json.texts(validation.violations()))
            .put("rows", rows(validation.rows()));
    validation.quarantine().ifPresent(blob -> members.put("quarantine", blob.hex()));
    return members.build();
  }

  /**
   * The findings for people and programs: under {@code relaxed} only what accepting one changes, by
   * its key in the schema, as it would be.
   */
  public static Json differences(Validation validation, TableSchema schema) {
    return Json.members()
        .put(
            "findings",
            validation.findings().stream().map(finding -> difference(finding, schema)).toList())
        .put("violations", Json.texts(validation.violations()))
        .put("rows", rows(validation.rows()))
        .build();
  }

  private static Json difference(Finding finding, TableSchema schema) {
    MembersBuilder members = plain(finding).put("id", finding.id());
    finding
        .relaxed()
        .flatMap(wanted -> schema.find(wanted.field().name()))
        .flatMap(now -> finding.relax(now).map(then -> changes(now, then)))
        .ifPresent(changes -> members.put("relaxed", changes));
    return members.build();
  }

  private static Json changes(ColumnRule now, ColumnRule then) {
    MembersBuilder changed = Json.members();
    if (now.present() != then.present()) {
      changed.put("present", then.present());
    }
    if (!now.min().equals(then.min())) {
      then.min().ifPresent(min -> changed.put("min", min));
    }
    if (!now.max().equals(then.max())) {
      then.max().ifPresent(max -> changed.put("max", max));
    }
    if (!now.domain().equals(then.domain())) {
      changed.put("domain", Json.texts(then.domain()));
    }
    return changed.build();
  }

  private static Json rows(RowLedger rows) {
    return Json.members()
        .put("landed", rows.landed())
        .put("accepted", rows.accepted())
        .put("quarantined", rows.quarantined())
        .build();
  }

  private static MembersBuilder plain(Finding finding) {
    return Json.members()
        .put("code", finding.code())
        .put("column", finding.column())
        .put("severity", finding.severity().name())
        .put("what", finding.what())
        .put("found", finding.found())
        .put("allowed", finding.allowed())
        .put("rows", finding.rows());
  }

  /** One finding. */
  public static Json of(Finding finding) {
    MembersBuilder members = plain(finding);
    finding
        .relaxed()
        .ifPresent(
            rule ->
                members.put(
                    "relaxed",
                    SchemaYaml.write(
                        new TableSchema(List.of(rule), TableSchema.NewColumns.WARN, 1), "")));
    return members.build();
  }

  public static Validation validation(Json json) {
    JsonObject in = JsonObject.of(json).only("findings", "violations", "rows", "quarantine");
    JsonObject rows = in.object("rows").only("landed", "accepted", "quarantined");
    return new Validation(
        in.items("findings").stream().map(ValidationJson::finding).toList(),
        in.texts("violations"),
        new RowLedger(rows.whole("landed"), rows.whole("accepted"), rows.whole("quarantined")),
        in.find("quarantine").isPresent()
            ? Optional.of(DataJson.digest(in, "quarantine"))
            : Optional.empty());
  }

  private static Finding finding(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("code", "column", "severity", "what", "found", "allowed", "rows", "relaxed");
    return new Finding(
        in.text("code"),
        in.text("column"),
        Severity.valueOf(in.text("severity")),
        in.text("what"),
        in.text("found"),
        in.text("allowed"),
        in.whole("rows"),
        in.find("relaxed").isPresent()
            ? Optional.of(SchemaYaml.readRule("relaxed rule", in.text("relaxed")))
            : Optional.empty());
  }
}
