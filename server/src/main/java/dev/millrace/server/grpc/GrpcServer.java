package dev.millrace.server.grpc;

import dev.millrace.core.serve.KeptAnswer;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.tensor.TensorPredictor;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.openinference.GRPCInferenceServiceGrpc;
import dev.millrace.server.http.Limits;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.ServerConfig;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.TlsSettings;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running gRPC server: the Open Inference Protocol, and the usual services for health and
 * reflection. It listens where the HTTP server does, with the same limits and the same certificate.
 */
public final class GrpcServer implements AutoCloseable {
  private static final int CALLS_OF_ONE_CLIENT = 1_000;

  private final Server server;
  private final HealthStatusManager health;
  private final ExecutorService answers;
  private final ScheduledExecutorService renewal;
  private final Duration patience;
  private final AtomicBoolean leaving = new AtomicBoolean();

  private GrpcServer(
      Server server,
      HealthStatusManager health,
      ExecutorService answers,
      ScheduledExecutorService renewal,
      Duration patience) {
    this.server = server;
    this.health = health;
    this.answers = answers;
    this.renewal = renewal;
    this.patience = patience;
  }

  /**
   * Starts a server, which answers when this returns.
   *
   * @param beside settings of the HTTP server
   * @param version of the program
   * @param around the HTTP server too, for identities of failures and the number of processors
   * @throws MillraceException ADDRESS_UNUSABLE, TLS_INVALID
   */
  public static GrpcServer start(
      GrpcConfig config,
      ServerConfig beside,
      LiveReleases releases,
      TensorPredictor predictor,
      KeptAnswer kept,
      Readiness readiness,
      String version,
      Surroundings around) {
    Limits limits = beside.limits();
    ExecutorService answers =
        Executors.newFixedThreadPool(
            Math.max(1, around.processors() / 2),
            Thread.ofPlatform().name("millrace-grpc-", 0).daemon().factory());
    ScheduledExecutorService renewal =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("millrace-grpc-tls").daemon().factory());
    long port = config.portBeside(beside.port());
    HealthStatusManager health = new HealthStatusManager();
    try {
      Server server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(beside.host(), Math.toIntExact(port)),
                  credentials(beside, renewal))
              .directExecutor()
              .maxInboundMessageSize(
                  Math.toIntExact(Math.min(limits.body(), Integer.MAX_VALUE - 8L)))
              .maxInboundMetadataSize(Math.toIntExact(limits.headers()))
              .maxConcurrentCallsPerConnection(CALLS_OF_ONE_CLIENT)
              .maxConnectionIdle(limits.idle().toNanos(), TimeUnit.NANOSECONDS)
              .permitKeepAliveTime(10, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .intercept(new CallHeaders())
              .intercept(new CallLimit(limits.inFlight()))
              .addService(
                  new InferenceService(
                      releases,
                      predictor,
                      kept,
                      readiness,
                      version,
                      new Statuses(around.failureIds()),
                      answers))
              .addService(health.getHealthService())
              .addService(ProtoReflectionServiceV1.newInstance())
              .build()
              .start();
      health.setStatus(GRPCInferenceServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
      return new GrpcServer(server, health, answers, renewal, beside.stop().finish());
    } catch (IOException e) {
      answers.shutdownNow();
      renewal.shutdownNow();
      throw unusable(beside.host(), port, e);
    } catch (RuntimeException e) {
      answers.shutdownNow();
      renewal.shutdownNow();
      throw e;
    }
  }

  /** Tries the address and gives it back: ADDRESS_UNUSABLE when it could not listen there now. */
  public static void requireUsable(GrpcConfig config, ServerConfig beside) {
    long port = config.portBeside(beside.port());
    if (config.enabled()) {
      try (ServerSocket tried = new ServerSocket()) {
        tried.bind(new InetSocketAddress(beside.host(), Math.toIntExact(port)));
      } catch (IOException e) {
        throw unusable(beside.host(), port, e);
      }
    }
  }

  private static MillraceException unusable(String host, long port, IOException cause) {
    return new MillraceException(
        Problem.of(ErrorCode.ADDRESS_UNUSABLE, "the gRPC server cannot listen at its address")
            .at("grpc.port")
            .found(host + ":" + port)
            .next(
                "Is another server running there? Choose another one in server.yaml, such as"
                    + " grpc: { port: 0 } for any, or grpc: { enabled: false }."),
        cause);
  }

  private static ServerCredentials credentials(
      ServerConfig beside, ScheduledExecutorService renewal) {
    if (beside.tls().isEmpty()) {
      return InsecureServerCredentials.create();
    }
    TlsSettings tls = beside.tls().get();
    try {
      AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
      var _ =
          keys.updateIdentityCredentials(
              tls.certificate().toFile(),
              tls.key().toFile(),
              tls.check().toSeconds() < 60 ? 60 : tls.check().toSeconds(),
              TimeUnit.SECONDS,
              renewal);
      return TlsServerCredentials.newBuilder().keyManager(keys).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TLS_INVALID, "certificate and key cannot be used for gRPC")
              .at("server.tls")
              .next("gRPC needs a key in PKCS #8 (BEGIN PRIVATE KEY)."),
          e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** The first part of a stop: calls are still answered, but health says not to come here. */
  public void lameDuck() {
    if (leaving.compareAndSet(false, true)) {
      health.enterTerminalState();
    }
  }

  /**
   * Takes no further calls and lets those under way end, for as long as the server's settings say.
   */
  @Override
  public void close() {
    lameDuck();
    server.shutdown();
    try {
      if (!server.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    answers.shutdown();
    renewal.shutdownNow();
  }
}
