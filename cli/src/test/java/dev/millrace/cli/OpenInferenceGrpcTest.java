package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.millrace.json.JsonObject;
import dev.millrace.openinference.GRPCInferenceServiceGrpc;
import dev.millrace.openinference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.millrace.openinference.InferParameter;
import dev.millrace.openinference.InferTensorContents;
import dev.millrace.openinference.ModelInferRequest;
import dev.millrace.openinference.ModelInferRequest.InferInputTensor;
import dev.millrace.openinference.ModelInferRequest.InferRequestedOutputTensor;
import dev.millrace.openinference.ModelInferResponse;
import dev.millrace.openinference.ModelInferResponse.InferOutputTensor;
import dev.millrace.openinference.ModelMetadataRequest;
import dev.millrace.openinference.ModelMetadataResponse;
import dev.millrace.openinference.ModelReadyRequest;
import dev.millrace.openinference.RepositoryIndexRequest;
import dev.millrace.openinference.RepositoryModelLoadRequest;
import dev.millrace.openinference.RepositoryModelUnloadRequest;
import dev.millrace.openinference.ServerLiveRequest;
import dev.millrace.openinference.ServerMetadataRequest;
import dev.millrace.openinference.ServerReadyRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Open Inference Protocol over gRPC, through a client generated from its .proto. */
@Tag("contract")
final class OpenInferenceGrpcTest {
  @TempDir static Path folder;

  private static LiveHome live;
  private static ManagedChannel channel;
  private static GRPCInferenceServiceBlockingStub client;

  @BeforeAll
  static void start() {
    live = LiveHome.start(folder);
    channel = NettyChannelBuilder.forAddress("localhost", live.grpcPort()).usePlaintext().build();
    client = GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    channel.shutdownNow();
    assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    live.close();
  }

  private static InferInputTensor.Builder tensor(String name, String type, long... shape) {
    InferInputTensor.Builder tensor = InferInputTensor.newBuilder().setName(name).setDatatype(type);
    for (long length : shape) {
      tensor.addShape(length);
    }
    return tensor;
  }

  private static InferTensorContents numbers(double... values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (double value : values) {
      contents.addFp64Contents(value);
    }
    return contents.build();
  }

  private static InferTensorContents texts(String... values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (String value : values) {
      contents.addBytesContents(ByteString.copyFromUtf8(value));
    }
    return contents.build();
  }

  /** Two rows in typed lists. */
  private static ModelInferRequest.Builder typed() {
    return ModelInferRequest.newBuilder()
        .setModelName("small")
        .setId("mine")
        .addInputs(tensor("x", "FP64", 2).setContents(numbers(1.5, Double.NaN)))
        .addInputs(tensor("kind", "BYTES", 2, 1).setContents(texts("ok", "fünf")));
  }

  private static List<Double> scores() throws IOException, InterruptedException {
    return LiveHome.json(
            live.predict("{\"rows\":[{\"x\":1.5,\"kind\":\"ok\"},{\"x\":null,\"kind\":\"fünf\"}]}"))
        .items("predictions")
        .stream()
        .map(prediction -> JsonObject.of(prediction).real("score"))
        .toList();
  }

  private static InferOutputTensor output(ModelInferResponse response, String name) {
    return response.getOutputsList().stream()
        .filter(output -> output.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Status refused(UnaryOperator<ModelInferRequest.Builder> change) {
    ModelInferRequest request = change.apply(typed()).build();
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> client.modelInfer(request));
    assertThat(failure).as("it is answered").isNotNull();
    assertThat(failure.getStatus().getDescription())
        .isNotEmpty()
        .doesNotContain("Exception", "dev.millrace");
    return failure.getStatus();
  }

  @Test
  void theServerSaysWhatItIs() {
    assertThat(client.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
    assertThat(client.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
    var server = client.serverMetadata(ServerMetadataRequest.getDefaultInstance());
    assertThat(server.getName()).isEqualTo("millrace");
    assertThat(server.getVersion()).isEqualTo(Main.VERSION);
  }

  @Test
  void aModelSaysWhatItTakesAndGives() {
    for (String version : List.of("", "1")) {
      assertThat(
              client
                  .modelReady(
                      ModelReadyRequest.newBuilder().setName("small").setVersion(version).build())
                  .getReady())
          .isTrue();
      ModelMetadataResponse model =
          client.modelMetadata(
              ModelMetadataRequest.newBuilder().setName("small").setVersion(version).build());
      assertThat(model.getVersionsList()).contains("1");
      assertThat(model.getInputsList())
          .extracting(input -> input.getName() + " " + input.getDatatype() + input.getShapeList())
          .containsExactly("x FP64[-1]", "kind BYTES[-1]");
      assertThat(model.getOutputsList())
          .extracting(out -> out.getName() + " " + out.getDatatype() + out.getShapeList())
          .containsExactly(
              "decision BYTES[-1]",
              "probabilities FP64[-1, 2]",
              "score FP64[-1]",
              "prediction_id BYTES[-1]");
      assertThat(model.getPropertiesMap()).containsEntry("labels", "[\"no\",\"yes\"]");
    }
  }

  @Test
  void typedListsAreAnsweredInTypedLists() throws Exception {
    ModelInferResponse response = client.modelInfer(typed().setModelVersion("1").build());
    assertThat(response.getId()).isEqualTo("mine");
    assertThat(response.getModelName()).isEqualTo("small");
    assertThat(response.getModelVersion()).isEqualTo("1");
    assertThat(response.getRawOutputContentsCount()).isZero();
    assertThat(output(response, "score").getContents().getFp64ContentsList()).isEqualTo(scores());
    assertThat(output(response, "probabilities").getShapeList()).containsExactly(2L, 2L);
    assertThat(output(response, "decision").getContents().getBytesContents(0).toStringUtf8())
        .isEqualTo("yes");
    assertThat(output(response, "prediction_id").getContents().getBytesContentsList())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void rawTensorsAreAnsweredRaw() throws Exception {
    ByteBuffer x = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    x.putDouble(1.5).putDouble(Double.NaN).flip();
    ByteBuffer kind = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
    kind.putInt(2).put(new byte[] {'o', 'k'});
    kind.putInt(5).put(ByteString.copyFromUtf8("fünf").toByteArray()).flip();
    ModelInferResponse response =
        client.modelInfer(
            ModelInferRequest.newBuilder()
                .setModelName("small")
                .addInputs(tensor("x", "FP64", 2))
                .addInputs(tensor("kind", "BYTES", 2))
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("score"))
                .addRawInputContents(ByteString.copyFrom(x))
                .addRawInputContents(ByteString.copyFrom(kind))
                .build());
    assertThat(response.getOutputsList()).hasSize(1);
    assertThat(response.getOutputs(0).hasContents()).isFalse();
    ByteBuffer raw =
        response.getRawOutputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(List.of(raw.getDouble(), raw.getDouble())).isEqualTo(scores());
  }

  @Test
  void everyTypedListIsRead() {
    record Case(String type, InferTensorContents.Builder contents) {}
    for (Case one :
        List.of(
            new Case("INT8", InferTensorContents.newBuilder().addIntContents(3)),
            new Case("INT16", InferTensorContents.newBuilder().addIntContents(3)),
            new Case("INT32", InferTensorContents.newBuilder().addIntContents(3)),
            new Case("INT64", InferTensorContents.newBuilder().addInt64Contents(3)),
            new Case("UINT8", InferTensorContents.newBuilder().addUintContents(3)),
            new Case("UINT16", InferTensorContents.newBuilder().addUintContents(3)),
            new Case("UINT32", InferTensorContents.newBuilder().addUintContents(3)),
            new Case("UINT64", InferTensorContents.newBuilder().addUint64Contents(3)),
            new Case("FP32", InferTensorContents.newBuilder().addFp32Contents(3)))) {
      double score = score(one.type(), one.contents().build());
      assertThat(score).as(one.type()).isEqualTo(score("FP64", numbers(3)));
    }
  }

  private static double score(String type, InferTensorContents x) {
    ModelInferResponse response =
        client.modelInfer(
            ModelInferRequest.newBuilder()
                .setModelName("small")
                .addInputs(tensor("x", type, 1).setContents(x))
                .addInputs(tensor("kind", "BYTES", 1).setContents(texts("ok")))
                .build());
    return output(response, "score").getContents().getFp64Contents(0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Status.Code invalid = Status.Code.INVALID_ARGUMENT;
    assertThat(refused(r -> r.clearInputs()).getCode()).isEqualTo(invalid);
    assertThat(refused(r -> r.removeInputs(0)).getCode()).isEqualTo(invalid);
    assertThat(refused(r -> r.addInputs(r.getInputs(0))).getCode()).isEqualTo(invalid);
    assertThat(refused(r -> r.addRawInputContents(ByteString.EMPTY)).getCode()).isEqualTo(invalid);
    assertThat(
            refused(
                    r ->
                        r.addRawInputContents(ByteString.EMPTY)
                            .addRawInputContents(ByteString.EMPTY))
                .getDescription())
        .contains("raw_input_contents");
    for (String type : List.of("FP32", "INT64", "BOOL", "BYTES", "FP16", "DOUBLE", "")) {
      assertThat(refused(r -> r.setInputs(0, r.getInputs(0).toBuilder().setDatatype(type))))
          .extracting(Status::getCode)
          .as(type)
          .isEqualTo(invalid);
    }
    assertThat(
            refused(
                    r ->
                        r.setInputs(
                            0,
                            tensor("x", "INT8", 2)
                                .setContents(
                                    InferTensorContents.newBuilder()
                                        .addIntContents(1)
                                        .addIntContents(300))))
                .getDescription())
        .contains("300", "-128 to 127");
    for (long length : new long[] {0, 1, 3, -1, Long.MAX_VALUE}) {
      assertThat(refused(r -> r.setInputs(0, r.getInputs(0).toBuilder().setShape(0, length))))
          .extracting(Status::getCode)
          .isEqualTo(invalid);
    }
    assertThat(
            refused(
                    r ->
                        r.setInputs(
                            0,
                            tensor("x", "FP64", 2)
                                .setContents(numbers(1, Double.NEGATIVE_INFINITY))))
                .getCode())
        .isEqualTo(invalid);
    assertThat(
            refused(r -> r.addOutputs(InferRequestedOutputTensor.newBuilder().setName("y")))
                .getDescription())
        .contains("'y'");
    assertThat(
            refused(
                    r ->
                        r.putParameters(
                            "key", InferParameter.newBuilder().setBoolParam(true).build()))
                .getCode())
        .isEqualTo(invalid);
  }

  @Test
  void unknownModelsAndVersionsAreNotFound() {
    assertThat(refused(r -> r.setModelName("none")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused(r -> r.setModelName("No Such")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused(r -> r.setModelVersion("9")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused(r -> r.setModelVersion("x")).getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void aModelCanBeUnloadedFromThisServerAndLoadedAgain() {
    assertThat(
            client
                .repositoryModelUnload(
                    RepositoryModelUnloadRequest.newBuilder().setNameOrRepository("small").build())
                .getIsUnloaded())
        .isTrue();
    assertThat(refused(r -> r).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    var all = client.repositoryIndex(RepositoryIndexRequest.getDefaultInstance());
    assertThat(all.getModels(0).getState()).isEqualTo("UNAVAILABLE");
    assertThat(
            client
                .repositoryIndex(RepositoryIndexRequest.newBuilder().setReady(true).build())
                .getModelsList())
        .isEmpty();
    assertThat(
            client
                .repositoryModelLoad(
                    RepositoryModelLoadRequest.newBuilder()
                        .setNameOrRepository("any")
                        .setModelName("small")
                        .build())
                .getIsLoaded())
        .as("as Triton's clients send it")
        .isTrue();
    assertThat(client.modelInfer(typed().build()).getOutputsCount()).isEqualTo(4);
  }

  @Test
  void theUsualServicesAreThere() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(
                    HealthCheckRequest.newBuilder()
                        .setService("inference.GRPCInferenceService")
                        .build())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    CompletableFuture<ServerReflectionResponse> listed = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    listed.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    listed.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
    assertThat(listed.get(30, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
        .extracting(service -> service.getName())
        .contains("inference.GRPCInferenceService", "grpc.health.v1.Health");
    ask.onCompleted();
  }
}
