package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.RegistryQueries;
import java.util.OptionalInt;

/**
 * What a person types for a model or a version of it: {@code MODEL}, {@code MODEL/3}, {@code
 * MODEL@alias}.
 *
 * @param version empty for the model itself
 */
record ModelReference(ModelName model, OptionalInt version) {
  /** NAME_INVALID, MODEL_UNKNOWN, MODEL_VERSION_UNKNOWN. */
  static ModelReference read(RegistryQueries queries, String text) {
    int alias = text.indexOf('@');
    if (alias >= 0) {
      ModelName model = new ModelName(text.substring(0, alias));
      String name = text.substring(alias + 1);
      return queries.listLabels(Users.PROJECT, model).stream()
          .filter(label -> label.kind() == ModelLabel.Kind.ALIAS && label.name().equals(name))
          .findFirst()
          .map(label -> new ModelReference(model, OptionalInt.of(label.version())))
          .orElseThrow(
              () ->
                  Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "the model has no such alias")
                      .found(name)
                      .next("Show what there is: millrace models show " + model)
                      .asException());
    }
    int slash = text.indexOf('/');
    if (slash < 0) {
      ModelName model = queries.loadModel(Users.PROJECT, new ModelName(text)).model();
      return new ModelReference(model, OptionalInt.empty());
    }
    ModelName model = new ModelName(text.substring(0, slash));
    String number = text.substring(slash + 1);
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "this is no number of a version")
          .found(number)
          .allowed("MODEL, MODEL/3, MODEL@alias")
          .asException();
    }
    int version = Integer.parseInt(number);
    var _ = queries.loadVersion(Users.PROJECT, model, version);
    return new ModelReference(model, OptionalInt.of(version));
  }

  /** Number of the version, 0 for the model itself. */
  int number() {
    return version.orElse(0);
  }
}
