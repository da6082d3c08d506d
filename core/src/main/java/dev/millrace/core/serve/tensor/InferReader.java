package dev.millrace.core.serve.tensor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.core.serve.tensor.InferRequest.WantedOutput;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.PlainJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request for inference from JSON, behind which binary tensors may follow. The JSON is
 * passed over once, and elements are left where they stand. What is not in the form in which
 * programs write is written anew in its canonical form and read from there, so that there is one
 * reader for both.
 */
public final class InferReader {
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final byte[] INPUTS = "inputs".getBytes(US_ASCII);
  private static final byte[] OUTPUTS = "outputs".getBytes(US_ASCII);
  private static final byte[] PARAMETERS = "parameters".getBytes(US_ASCII);
  private static final byte[] NAME = "name".getBytes(US_ASCII);
  private static final byte[] SHAPE = "shape".getBytes(US_ASCII);
  private static final byte[] DATATYPE = "datatype".getBytes(US_ASCII);
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final int MOST_TENSORS = 20_000;
  private static final int LONGEST_ID = 1_000;
  private static final String TWICE = "a member stands twice";
  private static final String LENGTHS = "'shape' is an array of whole numbers";
  private static final byte[] BINARY_SIZE = "binary_data_size".getBytes(US_ASCII);

  /** Instead of a size: there were no parameters, or none that says it. */
  private static final long NONE_SAID = -1;

  private static final long NO_SIZE = -2;
  private static final Json.Members NONE = Json.members().build();

  private final byte[] json;
  private final PlainJson in;

  /** What follows the JSON; tensors take from it in turn. */
  private final ByteBuffer binary;

  private Optional<String> id = Optional.empty();
  private JsonObject parameters = JsonObject.of("parameters", NONE);
  private final List<Tensor> inputs = new ArrayList<>();

  /** The type named last, which the next input mostly has too. */
  private byte[] lastName = {};

  private Datatype lastDatatype = Datatype.FP64;
  private final List<WantedOutput> outputs = new ArrayList<>();

  private InferReader(byte[] json, int length, ByteBuffer binary) {
    this.json = json;
    this.in = new PlainJson(json, 0, length);
    this.binary = binary;
  }

  /**
   * Reads a request: REQUEST_INVALID with what is wrong.
   *
   * @param body which nobody changes as long as the request is used
   * @param jsonLength bytes of JSON at its beginning; empty when all of it is
   */
  public static InferRequest read(byte[] body, OptionalLong jsonLength) {
    long length = jsonLength.orElse(body.length);
    if (length < 0 || length > body.length) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "the body is shorter than its JSON is said to be")
          .at("Inference-Header-Content-Length")
          .found(length)
          .allowed("0 to " + body.length)
          .asException();
    }
    int end = Math.toIntExact(length);
    ByteBuffer binary = ByteBuffer.wrap(body, end, body.length - end).slice();
    try {
      return new InferReader(body, end, binary.duplicate()).whole();
    } catch (MillraceException | JsonSyntaxException e) {
      byte[] canonical = canonical(end == body.length ? body : Arrays.copyOf(body, end));
      try {
        return new InferReader(canonical, canonical.length, binary).whole();
      } catch (JsonSyntaxException again) {
        throw new MillraceException(unreadable(again), again);
      }
    }
  }

  private static byte[] canonical(byte[] body) {
    try {
      return CanonicalJson.bytes(JsonReader.read(body));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(unreadable(e), e);
    }
  }

  private static Problem unreadable(JsonSyntaxException e) {
    return Problem.of(ErrorCode.REQUEST_INVALID, "the request cannot be read: " + e.getMessage())
        .allowed(
            "an object such as {\"inputs\": [{\"name\": \"column\", \"shape\": [1],"
                + " \"datatype\": \"FP64\", \"data\": [1.5]}]}");
  }

  private InferRequest whole() {
    require(in.skip('{'), "the request is not an object");
    if (!in.skip('}')) {
      do {
        member();
      } while (in.skip(','));
      require(in.skip('}'), "the request does not end where it should");
    }
    require(in.atEnd(), "text follows the request");
    if (binary.hasRemaining()) {
      throw invalid("more bytes follow the JSON than its inputs take")
          .found(binary.remaining() + " bytes more")
          .asException();
    }
    boolean binaryOutputs =
        parameters.find("binary_data_output").isPresent() && parameters.flag("binary_data_output");
    Optional<String> key =
        parameters.find("key").isPresent() ? Optional.of(parameters.text("key")) : Optional.empty();
    return new InferRequest(id, inputs, outputs, key, binaryOutputs);
  }

  private void member() {
    require(in.text(), "a member has no name");
    if (in.isText(INPUTS)) {
      colon();
      require(inputs.isEmpty(), TWICE);
      items(this::input);
    } else if (in.isText(OUTPUTS)) {
      colon();
      require(outputs.isEmpty(), TWICE);
      items(this::output);
    } else if (in.isText(ID)) {
      colon();
      id = Optional.of(text("'id' is a text"));
      require(id.get().length() <= LONGEST_ID, "'id' has at most " + LONGEST_ID + " characters");
    } else if (in.isText(PARAMETERS)) {
      colon();
      parameters = object("parameters");
    } else {
      // Whatever others may add to the protocol: it must be JSON, which the canonical form is.
      throw unknown(in.textValue());
    }
  }

  private void items(Runnable item) {
    require(in.skip('['), "'inputs' and 'outputs' are arrays");
    if (in.skip(']')) {
      return;
    }
    do {
      item.run();
      require(inputs.size() + outputs.size() <= MOST_TENSORS, "there are too many tensors");
    } while (in.skip(','));
    require(in.skip(']'), "an array does not end where it should");
  }

  private void input() {
    String name = "";
    @Nullable Datatype datatype = null;
    List<Long> shape = List.of();
    @Nullable LiteralCells literals = null;
    long binarySize = NONE_SAID;
    require(in.skip('{'), "an input is an object");
    do {
      require(in.text(), "a member has no name");
      switch (json[in.textFrom()]) {
        case 'n' -> {
          follows(NAME);
          require(name.isEmpty(), TWICE);
          name = text("the name of an input is a text");
        }
        case 's' -> {
          follows(SHAPE);
          require(shape.isEmpty(), TWICE);
          shape = shape();
        }
        case 'd' -> {
          if (in.isText(DATA)) {
            colon();
            require(literals == null, TWICE);
            literals = new LiteralCells(json);
            require(
                literals.find(in, 1), "'data' is an array of numbers, texts, true, false or null");
          } else {
            follows(DATATYPE);
            require(datatype == null, TWICE);
            datatype = datatype();
          }
        }
        default -> {
          follows(PARAMETERS);
          require(binarySize == NONE_SAID, TWICE);
          binarySize = binarySize();
        }
      }
    } while (in.skip(','));
    require(in.skip('}'), "an input does not end where it should");
    inputs.add(tensor(name, datatype, shape, literals, binarySize));
  }

  private Tensor tensor(
      String name,
      @Nullable Datatype type,
      List<Long> shape,
      @Nullable LiteralCells literals,
      long binarySize) {
    if (name.isEmpty()) {
      throw invalid("an input has no name").at("input " + inputs.size()).asException();
    }
    if (type == null) {
      throw invalid("an input has no type")
          .at(Tensor.place(name))
          .allowed(Datatype.names())
          .asException();
    }
    long elements = Tensor.elements(name, shape);
    if (binarySize >= 0) {
      if (literals != null) {
        throw invalid("an input has its elements in JSON and in binary form")
            .at(Tensor.place(name))
            .asException();
      }
      return new Tensor(name, type, shape, raw(name, type, elements, binarySize));
    }
    if (literals == null) {
      throw invalid("an input has no elements")
          .at(Tensor.place(name))
          .allowed("'data', or bytes behind the JSON and the parameter 'binary_data_size'")
          .asException();
    }
    if (type == Datatype.FP16 || type == Datatype.BF16) {
      throw invalid("elements of this type come in binary form only")
          .at(Tensor.place(name))
          .found(type)
          .asException();
    }
    literals.require(name, type);
    return new Tensor(name, type, shape, literals);
  }

  private RawCells raw(String name, Datatype type, long elements, long size) {
    if (size > binary.remaining()) {
      throw invalid("an input says that it has more bytes than there are")
          .at(Tensor.place(name))
          .found("binary_data_size " + size)
          .allowed("0 to " + binary.remaining())
          .asException();
    }
    ByteBuffer mine = binary.slice(binary.position(), (int) size);
    binary.position(binary.position() + (int) size);
    return new RawCells(name, type, elements, mine);
  }

  private Datatype datatype() {
    require(in.text(), "'datatype' is a text");
    if (in.isText(lastName)) {
      return lastDatatype;
    }
    String name = in.textValue();
    lastDatatype =
        Datatype.find(name)
            .orElseThrow(
                () ->
                    invalid("an input is of a type that there is not")
                        .at("input " + inputs.size())
                        .found(name)
                        .allowed(Datatype.names())
                        .asException());
    lastName = name.getBytes(US_ASCII);
    return lastDatatype;
  }

  /** Bytes that an input's parameters say it has behind the JSON; none said, when they do not. */
  private long binarySize() {
    int from = in.peek() == '{' ? in.at() : -1;
    require(in.object(), "'parameters' is an object");
    PlainJson inside = new PlainJson(json, from, in.at());
    if (inside.skip('{')
        && inside.text()
        && inside.isText(BINARY_SIZE)
        && inside.skip(':')
        && inside.peek() != 0
        && inside.number()
        && inside.isWhole()
        && inside.skip('}')) {
      return size(inside.whole());
    }
    JsonObject settings =
        JsonObject.of("parameters", JsonReader.read(Arrays.copyOfRange(json, from, in.at())));
    return settings.find("binary_data_size").isPresent()
        ? size(settings.whole("binary_data_size"))
        : NO_SIZE;
  }

  private long size(long said) {
    if (said < 0) {
      throw invalid("an input says that it has less than no bytes")
          .at("input " + inputs.size())
          .found("binary_data_size " + said)
          .asException();
    }
    return said;
  }

  private void output() {
    JsonObject output = object("output");
    String name = output.text("name");
    Optional<Boolean> binaryForm = Optional.empty();
    if (output.find("parameters").isPresent()) {
      JsonObject settings = output.object("parameters");
      if (settings.find("classification").isPresent()) {
        throw invalid("outputs as classifications are not made here")
            .at("output '" + name + "'")
            .next("Leave the parameter 'classification' out.")
            .asException();
      }
      binaryForm =
          settings.find("binary_data").isPresent()
              ? Optional.of(settings.flag("binary_data"))
              : Optional.empty();
    }
    outputs.add(new WantedOutput(name, binaryForm));
  }

  private List<Long> shape() {
    require(in.skip('['), LENGTHS);
    if (in.skip(']')) {
      return List.of();
    }
    long first = length();
    if (in.skip(']')) {
      return List.of(first);
    }
    List<Long> shape = new ArrayList<>(4);
    shape.add(first);
    while (in.skip(',')) {
      shape.add(length());
    }
    require(in.skip(']'), LENGTHS);
    return shape;
  }

  private long length() {
    require(in.peek() != 0 && in.number() && in.isWhole(), LENGTHS);
    return in.whole();
  }

  private String text(String otherwise) {
    require(in.text(), otherwise);
    return in.textValue();
  }

  private JsonObject object(String path) {
    int from = in.peek() == '{' ? in.at() : -1;
    require(in.object(), "'" + path + "' is an object");
    return JsonObject.of(path, JsonReader.read(Arrays.copyOfRange(json, from, in.at())));
  }

  /** Refuses another member than this one, and moves to its value. */
  private void follows(byte[] member) {
    if (!in.isText(member)) {
      throw unknown(in.textValue());
    }
    colon();
  }

  private void colon() {
    require(in.skip(':'), "a member has no value");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw invalid("the request cannot be read: " + what).asException();
    }
  }

  private static MillraceException unknown(String name) {
    return invalid("the request has a member that there is not").found(name).asException();
  }

  private static Problem invalid(String what) {
    return Problem.of(ErrorCode.REQUEST_INVALID, what);
  }
}
