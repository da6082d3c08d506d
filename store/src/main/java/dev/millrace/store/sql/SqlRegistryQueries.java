package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.RegistryQueries;
import java.util.List;

/** Reads of the model registry. */
final class SqlRegistryQueries implements RegistryQueries {
  private final Transactions transactions;

  SqlRegistryQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<RegisteredModel> listModels(ProjectName project) {
    return transactions.read(
        handle ->
            ModelRow.names(handle, project).stream()
                .map(model -> ModelRow.load(handle, project, model))
                .toList());
  }

  @Override
  public RegisteredModel loadModel(ProjectName project, ModelName model) {
    return transactions.read(handle -> ModelRow.load(handle, project, model));
  }

  @Override
  public List<ModelVersion> listVersions(ProjectName project, ModelName model) {
    return transactions.read(
        handle -> {
          var _ = ModelRow.latest(handle, project, model);
          return VersionRow.list(handle, project, model);
        });
  }

  @Override
  public ModelVersion loadVersion(ProjectName project, ModelName model, int version) {
    return transactions.read(handle -> VersionRow.load(handle, project, model, version));
  }
}
