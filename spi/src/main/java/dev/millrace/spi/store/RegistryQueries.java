package dev.millrace.spi.store;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import java.util.List;

/** Reads of the model registry. */
public interface RegistryQueries {
  /** Every model of a project, by name. */
  List<RegisteredModel> listModels(ProjectName project);

  /** A model with the history of its chosen version: MODEL_UNKNOWN. */
  RegisteredModel loadModel(ProjectName project, ModelName model);

  /** Its versions, newest first: MODEL_UNKNOWN. */
  List<ModelVersion> listVersions(ProjectName project, ModelName model);

  /** One version: MODEL_UNKNOWN, MODEL_VERSION_UNKNOWN. */
  ModelVersion loadVersion(ProjectName project, ModelName model, int version);

  /** Labels of a model and its versions, by version, kind and name: MODEL_UNKNOWN. */
  List<ModelLabel> listLabels(ProjectName project, ModelName model);
}
