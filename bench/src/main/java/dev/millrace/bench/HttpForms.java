package dev.millrace.bench;

import com.google.protobuf.ByteString;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.openinference.GRPCInferenceServiceGrpc;
import dev.millrace.openinference.GRPCInferenceServiceGrpc.GRPCInferenceServiceFutureStub;
import dev.millrace.openinference.InferTensorContents;
import dev.millrace.openinference.ModelInferRequest;
import dev.millrace.openinference.ModelInferRequest.InferInputTensor;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request as rows, as tensors, and over gRPC, with log and monitor, in turns. Rows and tensors
 * come from a generator whose own time is known; then rows and gRPC from the usual clients of Java,
 * whose time is in the figures of both. Arguments: a home with a live model, the model's name, a
 * file with one row as JSON, rows of a request, seconds for each run, turns after the first.
 */
public final class HttpForms {
  private static final int CONNECTIONS = 16;

  private HttpForms() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String model = args[1];
    Json.Members row = (Json.Members) JsonReader.read(Files.readAllBytes(Path.of(args[2])));
    int rows = Integer.parseInt(args[3]);
    long seconds = Long.parseLong(args[4]);
    int turns = Integer.parseInt(args[5]);
    String asRows = asRows(row, rows);
    byte[] byRows = LoadGenerator.post("/api/v1/models/" + model + "/predict", asRows);
    byte[] byTensors = LoadGenerator.post("/v2/models/" + model + "/infer", asTensors(row, rows));
    ModelInferRequest message = message(model, row, rows);
    Clock clock = Clock.systemUTC();
    Home home = Home.open(Path.of(args[0]));
    List<List<Double>> micros = Stream.<List<Double>>generate(ArrayList::new).limit(4).toList();
    try (LocalStore store =
            LocalStore.open(home, SqliteSettings.DEFAULTS, clock, Checkpoints.NONE);
        ServedHome served = ServedHome.open(store, home, clock, true);
        HttpClient http = HttpClient.newHttpClient()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", served.grpc().port()).usePlaintext().build();
      GRPCInferenceServiceFutureStub stub = GRPCInferenceServiceGrpc.newFutureStub(channel);
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:" + served.port() + "/api/v1/models/" + model + "/predict"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(asRows))
              .build();
      for (int turn = 0; turn <= turns; turn++) {
        var one = new LoadGenerator(served.port(), byRows, CONNECTIONS).run("rows", seconds);
        var two = new LoadGenerator(served.port(), byTensors, CONNECTIONS).run("tensors", seconds);
        Client three =
            Client.run(
                "rows, Java client",
                seconds,
                done -> {
                  var _ =
                      http.sendAsync(request, BodyHandlers.ofByteArray())
                          .whenComplete((answer, failure) -> done.run());
                });
        Client four =
            Client.run(
                "gRPC, Java client",
                seconds,
                done -> stub.modelInfer(message).addListener(done, Runnable::run));
        System.out.println(turn == 0 ? "warming" : "turn " + turn);
        System.out.println(one + "\n" + two + "\n" + three + "\n" + four);
        if (turn > 0) {
          micros.get(0).add(one.serverMicros());
          micros.get(1).add(two.serverMicros());
          micros.get(2).add(three.micros());
          micros.get(3).add(four.micros());
        }
      }
      channel.shutdownNow();
    }
    ratio("CPU of tensors / rows", micros.get(1), micros.get(0));
    ratio("CPU of gRPC / rows, clients included", micros.get(3), micros.get(2));
    System.out.printf(
        Locale.ROOT,
        "%-44s %9.0f a second of processor time%n",
        "rows, as rows",
        rows * 1e6 / median(micros.get(0)));
  }

  private static void ratio(String what, List<Double> of, List<Double> to) {
    System.out.printf(Locale.ROOT, "%-44s %6.2f%n", what, median(of) / median(to));
  }

  private static double median(List<Double> values) {
    return Spent.median(values.stream().mapToDouble(Double::doubleValue));
  }

  private static String asRows(Json.Members row, int rows) {
    String one = CanonicalJson.text(row);
    return Stream.generate(() -> one)
        .limit(rows)
        .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
  }

  private static String asTensors(Json.Members row, int rows) {
    return row.values().entrySet().stream()
        .map(
            cell ->
                String.format(
                    Locale.ROOT,
                    "{\"name\":%s,\"shape\":[%d],\"datatype\":\"%s\",\"data\":[%s]}",
                    CanonicalJson.text(Json.of(cell.getKey())),
                    rows,
                    datatype(cell.getValue()),
                    Stream.generate(() -> CanonicalJson.text(cell.getValue()))
                        .limit(rows)
                        .collect(Collectors.joining(","))))
        .collect(Collectors.joining(",", "{\"inputs\":[", "]}"));
  }

  private static String datatype(Json value) {
    return value instanceof Json.Text ? "BYTES" : value instanceof Json.Literal ? "BOOL" : "FP64";
  }

  private static ModelInferRequest message(String model, Json.Members row, int rows) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
    for (Map.Entry<String, Json> cell : row.values().entrySet()) {
      InferTensorContents.Builder contents = InferTensorContents.newBuilder();
      for (int i = 0; i < rows; i++) {
        switch (cell.getValue()) {
          case Json.Text text -> contents.addBytesContents(ByteString.copyFromUtf8(text.value()));
          case Json.Whole whole -> contents.addFp64Contents((double) whole.value());
          case Json.Real real -> contents.addFp64Contents(real.value());
          case Json.Literal literal -> contents.addBoolContents(literal == Json.Literal.TRUE);
          default -> throw new IllegalArgumentException("a row of plain values: " + cell.getKey());
        }
      }
      request.addInputs(
          InferInputTensor.newBuilder()
              .setName(cell.getKey())
              .setDatatype(datatype(cell.getValue()))
              .addShape(rows)
              .setContents(contents));
    }
    return request.build();
  }

  /** What a client of Java got: CPU of the whole process for each request. */
  private record Client(String name, double perSecond, double micros) {
    static Client run(String name, long seconds, Consumer<Runnable> send)
        throws InterruptedException {
      Semaphore free = new Semaphore(CONNECTIONS);
      AtomicLong answered = new AtomicLong();
      long cpu = cpu();
      long begin = System.nanoTime();
      long end = begin + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        free.acquire();
        send.accept(
            () -> {
              answered.incrementAndGet();
              free.release();
            });
      }
      free.acquire(CONNECTIONS);
      return new Client(
          name,
          answered.get() * 1e9 / (System.nanoTime() - begin),
          (cpu() - cpu) / 1e3 / answered.get());
    }

    private static long cpu() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-24s %9.0f req/s %7.1f us CPU/req, client included",
          name,
          perSecond,
          micros);
    }
  }
}
