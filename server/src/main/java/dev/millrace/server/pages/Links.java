package dev.millrace.server.pages;

import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ReleaseTarget;

/** Addresses of pages. Names and ids are such that they need no encoding. */
final class Links {
  private Links() {}

  static Element run(RunId run) {
    return Words.link("/runs/" + run, run.brief());
  }

  static Element model(ModelName model) {
    return Words.link("/models/" + model, model.value());
  }

  static Element version(ModelName model, int version) {
    return Words.link("/models/" + model + "/versions/" + version, "version " + version);
  }

  static Element monitor(ModelName model) {
    return Words.link("/monitor/" + model, "watch " + model);
  }

  static String rollBack(ReleaseTarget target) {
    return "/releases/" + target.model() + "/" + target.environment() + "/rollback";
  }
}
