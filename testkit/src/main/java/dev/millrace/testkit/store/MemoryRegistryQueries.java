package dev.millrace.testkit.store;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.LabelRules;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.RegistryQueries;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.ModelRows;
import java.util.List;

/** Reads of the model registry in memory. */
final class MemoryRegistryQueries implements RegistryQueries {
  private final MemoryTables tables;

  MemoryRegistryQueries(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<RegisteredModel> listModels(ProjectName project) {
    synchronized (tables) {
      return tables.models(project).entrySet().stream()
          .map(entry -> registered(entry.getKey(), entry.getValue()))
          .toList();
    }
  }

  @Override
  public RegisteredModel loadModel(ProjectName project, ModelName model) {
    synchronized (tables) {
      return registered(model, model(tables, project, model));
    }
  }

  @Override
  public List<ModelVersion> listVersions(ProjectName project, ModelName model) {
    synchronized (tables) {
      return List.copyOf(model(tables, project, model).versions().reversed());
    }
  }

  @Override
  public List<ModelLabel> listLabels(ProjectName project, ModelName model) {
    synchronized (tables) {
      return model(tables, project, model).labels().stream().sorted(LabelRules.ORDER).toList();
    }
  }

  @Override
  public ModelVersion loadVersion(ProjectName project, ModelName model, int version) {
    synchronized (tables) {
      return version(model(tables, project, model), model, version);
    }
  }

  static ModelRows model(MemoryTables tables, ProjectName project, ModelName name) {
    ModelRows model = tables.models(project).get(name);
    if (model == null) {
      throw StoreProblems.modelUnknown(name);
    }
    return model;
  }

  static ModelVersion version(ModelRows model, ModelName name, int version) {
    if (version < 1 || version > model.versions().size()) {
      throw StoreProblems.versionUnknown(name, version, model.versions().size());
    }
    return model.versions().get(version - 1);
  }

  private static RegisteredModel registered(ModelName name, ModelRows model) {
    return new RegisteredModel(name, model.versions().size(), model.choices());
  }
}
