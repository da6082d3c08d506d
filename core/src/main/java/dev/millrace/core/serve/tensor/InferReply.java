package dev.millrace.core.serve.tensor;

import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.tensor.OutputTensor.Values;
import dev.millrace.json.JsonNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The bytes of an answer: JSON, and behind it the tensors that were asked for in binary form. */
public final class InferReply {
  private final byte[] body;
  private final OptionalInt json;

  private InferReply(byte[] body, OptionalInt json) {
    this.body = body;
    this.json = json;
  }

  /** All of it, not a copy. */
  public byte[] body() {
    return body;
  }

  /** Bytes of JSON at the beginning; empty when all of it is. */
  public OptionalInt json() {
    return json;
  }

  /** Writes an answer. */
  public static InferReply of(InferRequest request, Predicted predicted, int unkept) {
    List<OutputTensor> outputs = OutputTensors.of(predicted, request.outputs());
    List<byte[]> raws = new ArrayList<>();
    RowBytes out = new RowBytes(256 + 64 * predicted.ids().size() * outputs.size());
    out.ascii("{\"model_name\":").quoted(predicted.version().model().value());
    out.ascii(",\"model_version\":\"").ascii(Integer.toString(predicted.version().version()));
    out.ascii("\",");
    request.id().ifPresent(id -> out.ascii("\"id\":").quoted(id).ascii(','));
    out.ascii("\"parameters\":{\"epoch\":").ascii(Long.toString(predicted.version().epoch()));
    if (unkept > 0) {
      out.ascii(",\"unlogged\":").ascii(Integer.toString(unkept));
    }
    predicted.flags().text().ifPresent(flags -> out.ascii(",\"flags\":").quoted(flags));
    out.ascii("},\"outputs\":[");
    for (int i = 0; i < outputs.size(); i++) {
      OutputTensor output = outputs.get(i);
      out.ascii(i == 0 ? "{\"name\":" : ",{\"name\":").quoted(output.name());
      out.ascii(",\"datatype\":\"").ascii(output.form().datatype().name()).ascii("\",\"shape\":");
      out.ascii(output.shape().toString().replace(" ", ""));
      if (isBinary(request, i)) {
        byte[] raw = output.raw();
        raws.add(raw);
        out.ascii(",\"parameters\":{\"binary_data_size\":").ascii(Integer.toString(raw.length));
        out.ascii("}}");
      } else {
        out.ascii(",\"data\":[");
        write(output.values(), out);
        out.ascii("]}");
      }
    }
    byte[] json = out.ascii("]}").toBytes();
    return raws.isEmpty()
        ? new InferReply(json, OptionalInt.empty())
        : new InferReply(joined(json, raws), OptionalInt.of(json.length));
  }

  private static boolean isBinary(InferRequest request, int output) {
    return request.outputs().isEmpty()
        ? request.binaryOutputs()
        : request.outputs().get(output).binary().orElse(request.binaryOutputs());
  }

  private static void write(Values values, RowBytes out) {
    String separator = "";
    switch (values) {
      case Values.Numbers numbers -> {
        for (int i = 0; i < numbers.count(); i++) {
          out.ascii(separator).ascii(JsonNumber.text(numbers.at(i)));
          separator = ",";
        }
      }
      case Values.Texts texts -> {
        for (String text : texts.values()) {
          out.ascii(separator).quoted(text);
          separator = ",";
        }
      }
    }
  }

  private static byte[] joined(byte[] json, List<byte[]> raws) {
    int length = json.length + raws.stream().mapToInt(raw -> raw.length).sum();
    byte[] all = Arrays.copyOf(json, length);
    int at = json.length;
    for (byte[] raw : raws) {
      System.arraycopy(raw, 0, all, at, raw.length);
      at += raw.length;
    }
    return all;
  }
}
