package dev.millrace.spi.scan;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/** Canonical byte form of a state: equal states give equal bytes. */
public interface StateCodec<S> extends Serializable {
  void write(S state, DataOutput out) throws IOException;

  S read(DataInput in) throws IOException;
}
