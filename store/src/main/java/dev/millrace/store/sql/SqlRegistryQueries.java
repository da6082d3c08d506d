package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ModelLabel;
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
        session ->
            ModelRow.names(session, project).stream()
                .map(model -> ModelRow.load(session, project, model))
                .toList());
  }

  @Override
  public RegisteredModel loadModel(ProjectName project, ModelName model) {
    return transactions.read(session -> ModelRow.load(session, project, model));
  }

  @Override
  public List<ModelVersion> listVersions(ProjectName project, ModelName model) {
    return transactions.read(
        session -> {
          var _ = ModelRow.latest(session, project, model);
          return VersionRow.list(session, project, model);
        });
  }

  @Override
  public ModelVersion loadVersion(ProjectName project, ModelName model, int version) {
    return transactions.read(session -> VersionRow.load(session, project, model, version));
  }

  @Override
  public List<ModelLabel> listLabels(ProjectName project, ModelName model) {
    return transactions.read(
        session -> {
          var _ = ModelRow.latest(session, project, model);
          return LabelRow.list(session, project, model);
        });
  }
}
