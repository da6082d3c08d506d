package dev.millrace.server.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Refuses calls beyond a number of them under way at once. */
final class CallLimit implements ServerInterceptor {
  private final long most;
  private final AtomicLong underWay = new AtomicLong();

  CallLimit(long most) {
    this.most = most;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      call.close(
          Status.RESOURCE_EXHAUSTED.withDescription("the server has as many calls as it may"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    AtomicBoolean ended = new AtomicBoolean();
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onComplete() {
        end();
        super.onComplete();
      }

      @Override
      public void onCancel() {
        end();
        super.onCancel();
      }

      private void end() {
        if (ended.compareAndSet(false, true)) {
          underWay.decrementAndGet();
        }
      }
    };
  }
}
