package dev.millrace.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** What the server counts and measures, in the form Prometheus reads. */
public final class ServerMetrics implements AutoCloseable {
  /** The type of what {@link #scrape} gives. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] BUCKETS =
      List.of(
              100,
              250,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              10_000_000,
              60_000_000)
          .stream()
          .map(micros -> Duration.ofNanos(micros * 1_000L))
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /** Where other parts of the program put what they measure. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All values as text. */
  String scrape() {
    return registry.scrape();
  }

  void gauge(String name, String meaning, Supplier<Number> value) {
    Gauge.builder(name, value).description(meaning).register(registry);
  }

  Counter counter(String name, String meaning) {
    return Counter.builder(name).description(meaning).register(registry);
  }

  /** Times of answers, one timer for each route and class of status, made when first needed. */
  Times times(RouteTable table) {
    return new Times(table.routes());
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  /** Times of answers by route and class of status. */
  final class Times {
    private static final int CLASSES = 6;

    private final List<Route> routes;
    private final AtomicReferenceArray<Timer> timers;

    private Times(List<Route> routes) {
      this.routes = routes;
      this.timers = new AtomicReferenceArray<>((routes.size() + 1) * CLASSES);
    }

    /**
     * Notes an answer.
     *
     * @param route number in the table, or below zero when none matched
     */
    void record(int route, int status, long nanos) {
      int at = (route + 1) * CLASSES + status / 100;
      Timer timer = timers.get(at);
      if (timer == null) {
        timer = make(route, status);
        timers.set(at, timer);
      }
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer make(int route, int status) {
      return Timer.builder("millrace.http.requests")
          .description("time from the head of a request to its answer")
          .tag("method", route < 0 ? "-" : routes.get(route).method().name())
          .tag("route", route < 0 ? "-" : routes.get(route).pattern().toString())
          .tag("status", status / 100 + "xx")
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
    }
  }
}
