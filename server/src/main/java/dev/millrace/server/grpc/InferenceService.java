package dev.millrace.server.grpc;

import dev.millrace.core.serve.AskedModel;
import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveRelease;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.ServedModel;
import dev.millrace.core.serve.tensor.InferRequest;
import dev.millrace.core.serve.tensor.TensorForm;
import dev.millrace.core.serve.tensor.TensorPredictor;
import dev.millrace.openinference.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import dev.millrace.openinference.ModelInferRequest;
import dev.millrace.openinference.ModelInferResponse;
import dev.millrace.openinference.ModelMetadataRequest;
import dev.millrace.openinference.ModelMetadataResponse;
import dev.millrace.openinference.ModelMetadataResponse.TensorMetadata;
import dev.millrace.openinference.ModelReadyRequest;
import dev.millrace.openinference.ModelReadyResponse;
import dev.millrace.openinference.RepositoryIndexRequest;
import dev.millrace.openinference.RepositoryIndexResponse;
import dev.millrace.openinference.RepositoryModelLoadRequest;
import dev.millrace.openinference.RepositoryModelLoadResponse;
import dev.millrace.openinference.RepositoryModelUnloadRequest;
import dev.millrace.openinference.RepositoryModelUnloadResponse;
import dev.millrace.openinference.ServerLiveRequest;
import dev.millrace.openinference.ServerLiveResponse;
import dev.millrace.openinference.ServerMetadataRequest;
import dev.millrace.openinference.ServerMetadataResponse;
import dev.millrace.openinference.ServerReadyRequest;
import dev.millrace.openinference.ServerReadyResponse;
import dev.millrace.server.api.ModelMetadataRoutes;
import dev.millrace.server.http.Readiness;
import dev.millrace.spi.id.ModelName;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The methods of the protocol. None blocks, so that they may run on the threads that move bytes.
 */
final class InferenceService extends GRPCInferenceServiceImplBase {
  private final LiveReleases releases;
  private final TensorPredictor predictor;
  private final KeptAnswer kept;
  private final Readiness readiness;
  private final String version;
  private final Statuses statuses;
  private final Executor answers;

  /**
   * @param answers sends what the log has kept, so that the log's writer need not
   */
  InferenceService(
      LiveReleases releases,
      TensorPredictor predictor,
      KeptAnswer kept,
      Readiness readiness,
      String version,
      Statuses statuses,
      Executor answers) {
    this.releases = releases;
    this.predictor = predictor;
    this.kept = kept;
    this.readiness = readiness;
    this.version = version;
    this.statuses = statuses;
    this.answers = answers;
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> to) {
    answer(to, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> to) {
    answer(
        to, () -> ServerReadyResponse.newBuilder().setReady(readiness.reasons().isEmpty()).build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> to) {
    answer(
        to,
        () -> {
          ModelName model = AskedModel.name(request.getName());
          LiveRelease release = releases.requireLive(model);
          var _ = served(release, asked(request.getVersion()));
          return ModelReadyResponse.newBuilder().setReady(!releases.isUnloaded(model)).build();
        });
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> to) {
    answer(
        to,
        () ->
            ServerMetadataResponse.newBuilder()
                .setName("millrace")
                .setVersion(version)
                .addAllExtensions(ModelMetadataRoutes.EXTENSIONS)
                .build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> to) {
    answer(
        to,
        () -> {
          LiveRelease release = releases.load(AskedModel.name(request.getName()));
          ServedModel model = served(release, asked(request.getVersion()));
          ModelMetadataResponse.Builder reply =
              ModelMetadataResponse.newBuilder()
                  .setName(release.epoch().target().model().value())
                  .addAllVersions(release.versions())
                  .setPlatform(ModelMetadataRoutes.PLATFORM)
                  .putAllProperties(ModelMetadataRoutes.properties(release, model));
          forms(TensorForm.inputs(model.scorer().inputs())).forEach(reply::addInputs);
          forms(TensorForm.outputs(model.scorer().output().labels())).forEach(reply::addOutputs);
          return reply.build();
        });
  }

  private static List<TensorMetadata> forms(List<TensorForm> forms) {
    return forms.stream()
        .map(
            form ->
                TensorMetadata.newBuilder()
                    .setName(form.name())
                    .setDatatype(form.datatype().name())
                    .addAllShape(form.shape())
                    .build())
        .toList();
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> to) {
    quietWhenGone(to);
    try {
      LiveRelease release = releases.load(AskedModel.name(request.getModelName()));
      InferRequest wanted = InferMessages.read(request);
      Predicted predicted =
          predictor.predict(
              release, asked(request.getModelVersion()), wanted, CallHeaders.current());
      var _ =
          kept.of(predicted, unkept -> InferMessages.response(wanted, predicted, unkept))
              .whenCompleteAsync(
                  (reply, failure) -> {
                    if (failure == null) {
                      to.onNext(reply);
                      to.onCompleted();
                    } else {
                      fail(to, failure);
                    }
                  },
                  answers);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      fail(to, e);
    }
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> to) {
    answer(
        to,
        () -> {
          RepositoryIndexResponse.Builder reply = RepositoryIndexResponse.newBuilder();
          releases.index().stream()
              .filter(entry -> entry.isReady() || !request.getReady())
              .forEach(
                  entry ->
                      reply
                          .addModelsBuilder()
                          .setName(entry.model().value())
                          .setVersion(Integer.toString(entry.version()))
                          .setState(entry.state())
                          .setReason(entry.reason()));
          return reply.build();
        });
  }

  @Override
  public void repositoryModelLoad(
      RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> to) {
    answer(
        to,
        () -> {
          ModelName model = named(request.getNameOrRepository(), request.getModelName());
          releases.goOnAnswering(model);
          return RepositoryModelLoadResponse.newBuilder()
              .setModelName(model.value())
              .setIsLoaded(true)
              .build();
        });
  }

  @Override
  public void repositoryModelUnload(
      RepositoryModelUnloadRequest request, StreamObserver<RepositoryModelUnloadResponse> to) {
    answer(
        to,
        () -> {
          ModelName model = named(request.getNameOrRepository(), request.getModelName());
          releases.stopAnswering(model);
          return RepositoryModelUnloadResponse.newBuilder()
              .setModelName(model.value())
              .setIsUnloaded(true)
              .build();
        });
  }

  private ModelName named(String first, String second) {
    ModelName model = AskedModel.name(second.isEmpty() ? first : second);
    var _ = releases.requireLive(model);
    return model;
  }

  private static OptionalInt asked(String version) {
    return version.isEmpty() ? OptionalInt.empty() : OptionalInt.of(AskedModel.version(version));
  }

  private static ServedModel served(LiveRelease release, OptionalInt version) {
    return version.isPresent() ? release.version(version.getAsInt()) : release.models().get(0);
  }

  private <T> void answer(StreamObserver<T> to, Supplier<T> reply) {
    quietWhenGone(to);
    try {
      to.onNext(reply.get());
      to.onCompleted();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      fail(to, e);
    }
  }

  private void fail(StreamObserver<?> to, Throwable failure) {
    to.onError(statuses.of(failure).asRuntimeException());
  }

  /** Without a handler, an answer to somebody who has gone is a failure. */
  private static void quietWhenGone(StreamObserver<?> to) {
    if (to instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> {});
    }
  }
}
