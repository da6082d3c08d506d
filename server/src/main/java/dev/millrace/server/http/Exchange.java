package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.server.http.RouteTable.Match;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to its answer, confined to its event loop. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** A body this long is read to its end after an early answer, so that the connection lives on. */
  private static final long CHEAP_BODY = 64 << 10;

  private static final long LINGER = Duration.ofSeconds(2).toNanos();

  private final EventLoop loop;
  private final Shared shared;
  private final OpenConnection connection;
  private final HttpServerRequest raw;
  private final ReceivedBody body;
  private final long started;
  private Stage stage = Stage.RECEIVING;
  private long deadline;
  private Method method = Method.GET;
  private Match.@Nullable Found found;
  private @Nullable Future<?> task;
  private @Nullable EventStream stream;
  private @Nullable StreamWriter streamWriter;
  private boolean bodyExpected;
  private boolean received;
  private boolean written;
  private boolean counted;

  /** What is being waited for. */
  private enum Stage {
    RECEIVING,
    ANSWERING,
    STREAMING,
    WRITING,
    OVER
  }

  Exchange(EventLoop loop, OpenConnection connection, HttpServerRequest raw) {
    this.loop = loop;
    this.shared = loop.shared();
    this.connection = connection;
    this.raw = raw;
    this.body = new ReceivedBody(shared);
    this.started = shared.now();
    this.deadline = started + shared.config.limits().receive().toNanos();
  }

  /** Looks at the head; reads the body when there is any point in it. */
  void begin() {
    connection.begin(this);
    counted = true;
    boolean full = shared.inFlight.incrementAndGet() > shared.config.limits().inFlight();
    raw.exceptionHandler(failure -> abandoned());
    raw.handler(this::take);
    raw.endHandler(end -> receivedAll());
    if (connection.isMultiplexed()) {
      raw.response().closeHandler(end -> abandoned());
    }
    try {
      Optional<Problem> refusal = full ? busy() : refusal();
      if (refusal.isPresent()) {
        refuse(refusal.get());
      } else if (found != null && expectsContinue()) {
        var _ = raw.response().writeContinue();
      }
    } catch (RuntimeException e) {
      answer(shared.problems.answer(e));
    }
  }

  /** Answers what could not be read as a request at all. */
  void refuseUnreadable() {
    connection.begin(this);
    received = true;
    connection.lastAnswer(shared.config.stop().finish());
    refuse(Unreadable.problem(raw.decoderResult().cause()));
  }

  private Optional<Problem> busy() {
    return Optional.of(
        Problem.of(ErrorCode.SERVER_BUSY, "the server has as many requests as it may"));
  }

  /** Why the request is refused by its head alone; fills in method and route. */
  private Optional<Problem> refusal() {
    String target = raw.uri();
    if (target.length() > shared.config.limits().target()) {
      return Optional.of(
          Problem.of(ErrorCode.REQUEST_TARGET_TOO_LONG, "the address asked for is too long"));
    }
    Optional<Method> named = Method.find(raw.method().name());
    named.ifPresent(known -> method = known);
    RawHeaders headers = new RawHeaders(raw.headers());
    Optional<Problem> guarded = shared.guard.refuse(method, host(headers), headers);
    if (guarded.isPresent()) {
      return guarded;
    }
    if (target.equals("*") && method == Method.OPTIONS) {
      answer(allow(EnumSet.allOf(Method.class)));
      return Optional.empty();
    }
    if (!target.startsWith("/")) {
      return Optional.of(
          Problem.of(ErrorCode.REQUEST_INVALID, "the address asked for must be a path")
              .found(target));
    }
    Optional<Problem> lengths = bodyRefusal(headers);
    return lengths.isPresent() ? lengths : route(named.isPresent());
  }

  private Optional<Problem> bodyRefusal(RawHeaders headers) {
    Optional<String> length = headers.first("content-length");
    bodyExpected = length.isPresent() || headers.first("transfer-encoding").isPresent();
    if (length.isEmpty()) {
      return Optional.empty();
    }
    long declared;
    try {
      declared = Long.parseLong(length.get());
    } catch (NumberFormatException e) {
      return Optional.of(
          Problem.of(ErrorCode.REQUEST_INVALID, "the length of the body is not a number")
              .at("Content-Length")
              .found(length.get()));
    }
    bodyExpected = declared > 0;
    return ReceivedBody.refuse(declared, shared);
  }

  private Optional<Problem> route(boolean methodKnown) {
    Match match = shared.table.match(method, raw.path());
    switch (match) {
      case Match.Found route when methodKnown -> found = route;
      case Match.Found route -> answer(refused(Set.of(route.route().method())));
      case Match.OtherMethods other when method == Method.OPTIONS -> answer(allow(other.allowed()));
      case Match.OtherMethods other -> answer(refused(other.allowed()));
      case Match.Nothing nothing ->
          answer(
              ProblemJson.answer(
                  Problem.of(ErrorCode.ROUTE_UNKNOWN, "there is nothing at this address")
                      .at(raw.path())));
    }
    return Optional.empty();
  }

  private Response refused(Set<Method> allowed) {
    return ProblemJson.answer(
            Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "this address does not take that method")
                .at(raw.path())
                .found(raw.method().name())
                .allowed(names(allowed)))
        .with("Allow", names(allowed));
  }

  private static Response allow(Set<Method> allowed) {
    return Response.empty().with("Allow", names(allowed));
  }

  private static String names(Set<Method> methods) {
    return methods.stream().sorted().map(Method::name).collect(Collectors.joining(", "));
  }

  /** The name the caller used for us; HTTP/1.0 may do without. */
  private Optional<String> host(RawHeaders headers) {
    if (connection.isMultiplexed()) {
      return Optional.ofNullable(raw.authority()).map(Object::toString);
    }
    if (raw.version() == HttpVersion.HTTP_1_0 && headers.first("host").isEmpty()) {
      return Optional.of("localhost");
    }
    return headers.only("host");
  }

  private boolean expectsContinue() {
    return bodyExpected
        && raw.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)
        && raw.version() != HttpVersion.HTTP_1_0;
  }

  private void take(Buffer chunk) {
    if (stage == Stage.RECEIVING) {
      body.add(chunk).ifPresent(this::refuse);
    }
  }

  private void receivedAll() {
    received = true;
    if (stage == Stage.RECEIVING && found != null) {
      stage = Stage.ANSWERING;
      deadline = shared.now() + shared.config.work().answer().toNanos();
      dispatch(found);
    } else {
      endIfDone();
    }
  }

  private void dispatch(Match.Found match) {
    try {
      String query = raw.query();
      Request request =
          new Request(
              method == Method.HEAD ? Method.GET : method,
              raw.path(),
              match.values(),
              query == null ? Query.NONE : Query.read(query),
              new RawHeaders(raw.headers()),
              body.whole());
      switch (match.route()) {
        case Route.Fast fast -> await(fast.endpoint().answer(request));
        case Route.Work work -> work(work, request);
        case Route.Stream events -> stream(events, request);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      answer(shared.problems.answer(e));
    }
  }

  private void await(CompletionStage<Response> promised) {
    if (promised instanceof CompletableFuture<Response> future
        && future.isDone()
        && !future.isCompletedExceptionally()) {
      answer(future.join());
    } else {
      var _ =
          promised.whenComplete((response, failure) -> loop.run(() -> settle(response, failure)));
    }
  }

  private void settle(@Nullable Response response, @Nullable Throwable failure) {
    if (stage != Stage.ANSWERING) {
      return; // too late: the deadline has answered, or nobody is there any more
    }
    if (response != null) {
      answer(response);
    } else {
      answer(
          shared.problems.answer(
              failure == null ? new IllegalStateException("no answer was given") : failure));
    }
  }

  private void work(Route.Work work, Request request) {
    CompletableFuture<Response> promised = new CompletableFuture<>();
    Optional<Future<?>> submitted =
        shared.work.submit(() -> WorkPool.settle(promised, work.endpoint(), request));
    if (submitted.isEmpty()) {
      refuse(
          Problem.of(ErrorCode.SERVER_BUSY, "as many requests wait as may")
              .next("Try again in a moment."));
      return;
    }
    task = submitted.get();
    await(promised);
  }

  private void stream(Route.Stream route, Request request) {
    if (raw.version() == HttpVersion.HTTP_1_0 || method == Method.HEAD) {
      refuse(Problem.of(ErrorCode.REQUEST_INVALID, "events are sent to a GET of HTTP/1.1"));
      return;
    }
    if (!shared.isServing() || shared.streams.get() >= shared.config.streams().most()) {
      refuse(Problem.of(ErrorCode.SERVER_BUSY, "no further event stream is opened now"));
      return;
    }
    EventStream events = new EventStream(shared.config.streams().buffer());
    shared.streams.incrementAndGet();
    stream = events;
    try {
      route.endpoint().open(request, events);
    } catch (RuntimeException e) {
      shared.streams.decrementAndGet();
      stream = null;
      events.closed();
      throw e;
    }
    stage = Stage.STREAMING;
    uncount();
    shared.times.record(match(), 200, shared.now() - started);
    StreamWriter writer = new StreamWriter(loop, raw.response(), events);
    streamWriter = writer;
    raw.response().endHandler(end -> writtenAll());
    writer.start();
  }

  /** Ends an event stream with a word about it. */
  void endStream() {
    if (stream != null) {
      stream.send(ServerEvent.of("closing", "the server stops; come back"));
      stream.end();
    }
  }

  private void refuse(Problem problem) {
    answer(ProblemJson.answer(problem));
  }

  /** Writes the one answer of this exchange; a second one is dropped. */
  private void answer(Response response) {
    if (stage == Stage.WRITING || stage == Stage.OVER || stage == Stage.STREAMING) {
      return;
    }
    stage = Stage.WRITING;
    long now = shared.now();
    boolean unread = !received && bodyExpected;
    if (!shared.isServing() || (unread && !isCheapToRead())) {
      connection.lastAnswer(shared.config.stop().finish());
    }
    deadline = now + (unread ? LINGER : shared.config.limits().idle().toNanos());
    if (connection.isClosing() && !connection.isMultiplexed()) {
      ResponseWriter.sayClose(raw.response());
    }
    body.release();
    shared.times.record(match(), response.status(), now - started);
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} {} {} {} us", method, raw.path(), response.status(), (now - started) / 1000);
    }
    if (raw.response().closed()) {
      abandoned();
      return;
    }
    var _ =
        ResponseWriter.write(raw.response(), response, method, loop.date())
            .onComplete(end -> writtenAll());
  }

  private int match() {
    return found == null ? -1 : found.number();
  }

  private boolean isCheapToRead() {
    String length = raw.headers().get(HttpHeaders.CONTENT_LENGTH);
    return length != null
        && length.length() < 7
        && Long.parseLong(length) <= CHEAP_BODY
        && !raw.headers().contains(HttpHeaders.EXPECT);
  }

  private void writtenAll() {
    written = true;
    endIfDone();
  }

  private void endIfDone() {
    if (written && received && stage != Stage.OVER) {
      release();
      connection.finished(this, shared.now());
    }
  }

  /** Ends what has gone on for too long. */
  void sweep(long now) {
    if (stage == Stage.STREAMING) {
      if (streamWriter != null && !streamWriter.sweep(now)) {
        cutOff();
      }
    } else if (now - deadline > 0) {
      switch (stage) {
        case RECEIVING ->
            refuse(
                Problem.of(ErrorCode.REQUEST_TOO_SLOW, "the request did not arrive in time")
                    .allowed(shared.config.limits().receive().toSeconds() + " s"));
        case ANSWERING -> {
          cancel();
          refuse(Problem.of(ErrorCode.ANSWER_TOO_SLOW, "the answer took too long"));
        }
        default -> cutOff();
      }
    }
  }

  private void cutOff() {
    if (connection.isMultiplexed()) {
      var _ = raw.response().reset();
    } else {
      connection.close();
    }
  }

  /** The client is gone. */
  void abandoned() {
    if (stage != Stage.OVER) {
      if (counted && !written && shared.phase == Shared.Phase.FINISHING) {
        shared.unanswered.incrementAndGet();
      }
      cancel();
      release();
      connection.finished(this, shared.now());
    }
  }

  private void cancel() {
    if (task != null) {
      task.cancel(true);
    }
  }

  private void release() {
    stage = Stage.OVER;
    body.release();
    uncount();
    if (stream != null) {
      shared.streams.decrementAndGet();
      stream.closed();
      stream = null;
    }
  }

  private void uncount() {
    if (counted) {
      counted = false;
      shared.inFlight.decrementAndGet();
    }
  }
}
