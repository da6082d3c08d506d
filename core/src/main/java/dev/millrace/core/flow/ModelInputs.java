package dev.millrace.core.flow;

import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.core.prepare.LabelledRows;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.PreparedJson;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.RowFilter;
import java.util.ArrayList;
import java.util.List;

/** What the stages of a model are made from, in the forms they share. */
public final class ModelInputs {
  private ModelInputs() {}

  /** What a model depends on: explanations for people do not count. */
  public static Digest model(Prepared prepared) {
    MembersBuilder out = Json.members();
    if (!prepared.encodings().isEmpty()) {
      out.put("encodings", PreparedJson.of(prepared.encodings()));
    }
    return CanonicalJson.digest(
        out.put("expression", prepared.label().expression())
            .put("task", prepared.label().task().name())
            .put("classes", Json.texts(prepared.label().classes()))
            .put("split", PreparedJson.of(prepared.rule()))
            .put("plan", prepared.plan().digest().hex())
            .build());
  }

  /** The rows that validation accepted and that have a label, by side. */
  static Split split(DataCut cut, Validation validation, Prepared prepared) {
    List<RowFilter> filters = new ArrayList<>(accepted(validation));
    filters.add(new LabelledRows(prepared.label()));
    return new Split(cut, prepared.rule(), filters);
  }

  /** Leaves out the rows that broke a rule. */
  static List<RowFilter> accepted(Validation validation) {
    return validation.violations().isEmpty()
        ? List.of()
        : List.of(new AcceptedRows(validation.violations()));
  }

  /** Which rules rows are left out for. */
  public static Digest violations(Validation validation) {
    return CanonicalJson.digest(Json.texts(validation.violations()));
  }
}
