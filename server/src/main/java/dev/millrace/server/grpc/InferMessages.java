package dev.millrace.server.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.tensor.Datatype;
import dev.millrace.core.serve.tensor.InferRequest;
import dev.millrace.core.serve.tensor.InferRequest.WantedOutput;
import dev.millrace.core.serve.tensor.OutputTensor;
import dev.millrace.core.serve.tensor.OutputTensors;
import dev.millrace.core.serve.tensor.RawCells;
import dev.millrace.core.serve.tensor.Tensor;
import dev.millrace.core.serve.tensor.TensorCells;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.openinference.InferParameter;
import dev.millrace.openinference.InferTensorContents;
import dev.millrace.openinference.ModelInferRequest;
import dev.millrace.openinference.ModelInferRequest.InferInputTensor;
import dev.millrace.openinference.ModelInferResponse;
import dev.millrace.openinference.ModelInferResponse.InferOutputTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages of the protocol turned into tensors, and tensors into messages. */
final class InferMessages {
  private static final int MOST_TENSORS = 20_000;
  private static final String KEY = "key";

  private InferMessages() {}

  /** Reads a request: REQUEST_INVALID. */
  static InferRequest read(ModelInferRequest message) {
    boolean raw = message.getRawInputContentsCount() > 0;
    if (raw && message.getRawInputContentsCount() != message.getInputsCount()) {
      throw invalid("raw_input_contents has one entry for each input, or none at all")
          .found(message.getRawInputContentsCount() + " entries")
          .allowed(message.getInputsCount() + " entries")
          .asException();
    }
    if (message.getInputsCount() + message.getOutputsCount() > MOST_TENSORS) {
      throw invalid("there are too many tensors").allowed("at most " + MOST_TENSORS).asException();
    }
    List<Tensor> inputs = new ArrayList<>(message.getInputsCount());
    for (int i = 0; i < message.getInputsCount(); i++) {
      inputs.add(tensor(message, i, raw));
    }
    return new InferRequest(
        message.getId().isEmpty() ? Optional.empty() : Optional.of(message.getId()),
        inputs,
        message.getOutputsList().stream()
            .map(output -> new WantedOutput(output.getName(), Optional.empty()))
            .toList(),
        key(message),
        raw);
  }

  private static Optional<String> key(ModelInferRequest message) {
    InferParameter key = message.getParametersMap().get(KEY);
    if (key == null) {
      return Optional.empty();
    }
    if (!key.hasStringParam()) {
      throw invalid("the parameter 'key' is a text").asException();
    }
    return Optional.of(key.getStringParam());
  }

  private static Tensor tensor(ModelInferRequest message, int place, boolean raw) {
    InferInputTensor input = message.getInputs(place);
    String name = input.getName();
    Datatype datatype =
        Datatype.find(input.getDatatype())
            .orElseThrow(
                () ->
                    invalid("an input has no type, or one that there is not")
                        .at("input '" + name + "'")
                        .found(input.getDatatype())
                        .allowed(Datatype.names())
                        .asException());
    if (raw && input.hasContents()) {
      throw invalid("an input has its elements in 'contents' and in raw_input_contents")
          .at("input '" + name + "'")
          .asException();
    }
    TensorCells cells =
        raw
            ? new RawCells(
                name,
                datatype,
                Tensor.elements(name, input.getShapeList()),
                message.getRawInputContents(place).asReadOnlyByteBuffer())
            : ContentsCells.of(name, datatype, input.getContents());
    return new Tensor(name, datatype, input.getShapeList(), cells);
  }

  /** The answer: raw, if the request was. */
  static ModelInferResponse response(InferRequest request, Predicted predicted, int unkept) {
    ModelInferResponse.Builder reply =
        ModelInferResponse.newBuilder()
            .setModelName(predicted.version().model().value())
            .setModelVersion(Integer.toString(predicted.version().version()))
            .setId(request.id().orElse(""))
            .putParameters("epoch", whole(predicted.version().epoch()));
    if (unkept > 0) {
      reply.putParameters("unlogged", whole(unkept));
    }
    predicted
        .flags()
        .text()
        .ifPresent(
            flags ->
                reply.putParameters(
                    "flags", InferParameter.newBuilder().setStringParam(flags).build()));
    for (OutputTensor output : OutputTensors.of(predicted, request.outputs())) {
      InferOutputTensor.Builder made =
          InferOutputTensor.newBuilder()
              .setName(output.name())
              .setDatatype(output.form().datatype().name())
              .addAllShape(output.shape());
      if (request.binaryOutputs()) {
        reply.addRawOutputContents(UnsafeByteOperations.unsafeWrap(output.raw()));
      } else {
        made.setContents(contents(output.values()));
      }
      reply.addOutputs(made);
    }
    return reply.build();
  }

  private static InferTensorContents contents(OutputTensor.Values values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    switch (values) {
      case OutputTensor.Values.Numbers numbers -> {
        for (int i = 0; i < numbers.count(); i++) {
          contents.addFp64Contents(numbers.at(i));
        }
      }
      case OutputTensor.Values.Texts texts ->
          texts.values().forEach(text -> contents.addBytesContents(ByteString.copyFromUtf8(text)));
    }
    return contents.build();
  }

  private static InferParameter whole(long value) {
    return InferParameter.newBuilder().setInt64Param(value).build();
  }

  private static Problem invalid(String what) {
    return Problem.of(ErrorCode.REQUEST_INVALID, what);
  }
}
