package dev.millrace.server.api;

import dev.millrace.column.Fields;
import dev.millrace.core.serve.AskedModel;
import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveRelease;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.Predicted;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Predictions as older servers give them: KServe's version 1 ({@code POST
 * /v1/models/{model}:predict}) and the scoring server of MLflow ({@code POST /invocations}). Both
 * answer with what was decided for each row, or with its amount.
 */
public final class TableRoutes {
  private static final String PREDICT = ":predict";

  /** How MLflow names the forms a table may have. */
  private static final Set<String> FORMS =
      Set.of("dataframe_split", "dataframe_records", "instances", "inputs");

  private final LiveReleases releases;
  private final Predictor predictor;
  private final KeptAnswer kept;
  private final int mostRows;

  public TableRoutes(
      LiveReleases releases, Predictor predictor, Durability durability, int mostRows) {
    this.releases = releases;
    this.predictor = predictor;
    this.kept = new KeptAnswer(durability);
    this.mostRows = mostRows;
  }

  public List<Route> routes() {
    return List.of(
        Route.fast(Method.GET, "/v1/models", request -> models()),
        Route.fast(Method.GET, "/v1/models/{model}", this::model),
        Route.fastLater(Method.POST, "/v1/models/{model}", this::version1),
        Route.fast(Method.GET, "/ping", request -> Response.text(200, "\n")),
        Route.fastLater(Method.POST, "/invocations", request -> invocations(onlyModel(), request)),
        Route.fastLater(
            Method.POST,
            "/api/v1/models/{model}/invocations",
            request -> invocations(AskedModel.name(request.values().text("model")), request)));
  }

  private Response models() {
    return Response.json(
        200, Json.members().put("models", Json.texts(List.copyOf(names()))).build());
  }

  private List<String> names() {
    return releases.all().stream().map(r -> r.epoch().target().model().value()).toList();
  }

  private Response model(Request request) {
    ModelName model = AskedModel.name(request.values().text("model"));
    var _ = releases.load(model);
    return Response.json(
        200, Json.members().put("name", model.value()).flag("ready", true).build());
  }

  private CompletionStage<Response> version1(Request request) {
    String asked = request.values().text("model");
    if (!asked.endsWith(PREDICT)) {
      throw Problem.of(ErrorCode.ROUTE_UNKNOWN, "there is nothing at this address to send to")
          .at(request.path())
          .allowed("/v1/models/MODEL:predict")
          .asException();
    }
    ModelName model = AskedModel.name(asked.substring(0, asked.length() - PREDICT.length()));
    return answer(
        request,
        model,
        (table, fields) -> {
          JsonObject in = JsonObject.of(request.body().read(TableRows::read)).only("instances");
          return table.instances(in.items("instances"));
        });
  }

  /** The server of MLflow has one model; so must this one, or its name is wanted. */
  private ModelName onlyModel() {
    List<LiveRelease> all = releases.all();
    if (all.size() != 1) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "which model is meant is not clear")
          .found(all.isEmpty() ? "no model is live" : String.join(", ", names()))
          .next("Send the request to /api/v1/models/MODEL/invocations")
          .asException();
    }
    return all.get(0).epoch().target().model();
  }

  private CompletionStage<Response> invocations(ModelName model, Request request) {
    String type =
        request.headers().first("content-type").orElse(Response.JSON).toLowerCase(Locale.ROOT);
    if (type.startsWith("text/csv")) {
      return answer(
          request,
          model,
          (table, fields) -> CsvRows.read(request.body().asText(), fields, mostRows));
    }
    if (!type.startsWith(Response.JSON)) {
      throw Problem.of(ErrorCode.MEDIA_TYPE_REFUSED, "tables are taken in other types only")
          .at("Content-Type")
          .found(type)
          .allowed("application/json, text/csv")
          .asException();
    }
    return answer(
        request,
        model,
        (table, fields) -> rows(table, JsonObject.of(request.body().read(TableRows::read))));
  }

  private static List<Json> rows(TableRows table, JsonObject in) {
    List<String> forms = in.names().stream().filter(FORMS::contains).toList();
    if (forms.size() != 1) {
      throw TableRows.invalid("a request has its rows in one form")
          .found(forms.isEmpty() ? String.join(", ", in.names()) : String.join(", ", forms))
          .allowed(FORMS.stream().sorted().collect(Collectors.joining(", ")))
          .asException();
    }
    JsonObject all = in.only(forms.get(0), "params");
    if (in.find("params").isPresent() && !in.object("params").names().isEmpty()) {
      throw TableRows.invalid("models here take no parameters")
          .at("params")
          .found(String.join(", ", in.object("params").names()))
          .asException();
    }
    return switch (forms.get(0)) {
      case "dataframe_split" -> {
        JsonObject split = all.object("dataframe_split").only("columns", "data", "index");
        yield table.split(split.texts("columns"), split.items("data"));
      }
      case "dataframe_records" -> table.instances(all.items("dataframe_records"));
      case "instances" -> table.instances(all.items("instances"));
      default ->
          all.value("inputs") instanceof Json.Members columns
              ? table.columns(columns.values())
              : table.instances(all.items("inputs"));
    };
  }

  private CompletionStage<Response> answer(
      Request request, ModelName model, BiFunction<TableRows, Fields, List<Json>> rows) {
    LiveRelease release = releases.load(model);
    Fields fields = release.models().get(0).scorer().inputs();
    byte[] body;
    try {
      body = TableRows.body(rows.apply(new TableRows(fields, mostRows), fields));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          TableRows.invalid("the request cannot be read: " + e.getMessage()), e);
    }
    Predicted predicted =
        predictor.predict(release, OptionalInt.empty(), body, request.headers()::first);
    return kept.of(predicted, unkept -> response(predicted));
  }

  private static Response response(Predicted predicted) {
    List<Json> answers = new ArrayList<>(predicted.ids().size());
    for (int row = 0; row < predicted.ids().size(); row++) {
      answers.add(
          predicted.scores().labels().isEmpty()
              ? Json.of(predicted.scores().score(row, 0))
              : Json.of(predicted.scores().labels().get(predicted.decisions().get(row))));
    }
    MembersBuilder answer = Json.members().put("predictions", answers);
    if (!predicted.flags().isEmpty()) {
      answer.put("flags", predicted.flags().json());
    }
    return Response.json(200, answer.build());
  }
}
