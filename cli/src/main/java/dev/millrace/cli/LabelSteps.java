package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Sets and removes descriptions, tags and aliases, and shows them. */
final class LabelSteps {
  private final Terminal terminal;
  private final CommonOptions common;
  private final String reason;

  LabelSteps(Terminal terminal, CommonOptions common, String reason) {
    this.terminal = terminal;
    this.common = common;
    this.reason = reason;
  }

  /** Makes the change and tells of it; gives the exit code. */
  int change(
      String name, ModelLabel.Kind kind, String label, String value, LabelChange.Action action) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      ModelReference of = ModelReference.read(stores.registryQueries(), name);
      if (kind == ModelLabel.Kind.ALIAS && of.version().isEmpty()) {
        throw Problem.of(ErrorCode.USAGE, "an alias stands for a version, not for a model")
            .found(name)
            .allowed(of.model() + "/NUMBER")
            .asException();
      }
      stores
          .registry()
          .label(
              Users.change(reason, home.clock().instant()),
              new LabelChange(action, new ModelLabel(of.model(), of.number(), kind, label, value)));
      if (common.json) {
        List<ModelLabel> labels = stores.registryQueries().listLabels(Users.PROJECT, of.model());
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put("model", of.model().value())
                        .put("labels", json(labels))
                        .build()));
      } else {
        terminal
            .out()
            .println(
                name
                    + ": "
                    + kind.name().toLowerCase(Locale.ROOT)
                    + (label.isEmpty() ? "" : " " + label)
                    + (action == LabelChange.Action.REMOVE ? " removed" : " set"));
      }
    }
    return 0;
  }

  static List<Json> json(List<ModelLabel> labels) {
    return labels.stream().map(LabelSteps::json).toList();
  }

  private static Json json(ModelLabel label) {
    return Json.members()
        .put("version", label.version())
        .put("kind", label.kind().name())
        .put("name", label.name())
        .put("value", label.value())
        .build();
  }

  static String text(ModelLabel label) {
    return switch (label.kind()) {
      case DESCRIPTION -> label.value();
      case TAG -> label.name() + "=" + label.value();
      case ALIAS -> label.name();
    };
  }
}
