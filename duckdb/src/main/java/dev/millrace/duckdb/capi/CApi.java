package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The C functions in use. Every handle is a plain address; whoever opens one closes it. */
@SuppressWarnings("restricted") // calls native code: that is its job
final class CApi {
  /** duckdb_result, passed by value to duckdb_fetch_chunk. */
  static final StructLayout RESULT =
      MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);

  private static final SymbolLookup LIBRARY = NativeLibrary.load();

  static final MethodHandle OPEN = bind("duckdb_open", JAVA_INT, ADDRESS, ADDRESS);
  static final MethodHandle CLOSE = bind("duckdb_close", null, ADDRESS);
  static final MethodHandle CONNECT = bind("duckdb_connect", JAVA_INT, ADDRESS, ADDRESS);
  static final MethodHandle DISCONNECT = bind("duckdb_disconnect", null, ADDRESS);
  static final MethodHandle INTERRUPT = bind("duckdb_interrupt", null, ADDRESS);
  static final MethodHandle QUERY = bind("duckdb_query", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

  static final MethodHandle PREPARE = bind("duckdb_prepare", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
  static final MethodHandle PREPARE_ERROR = bind("duckdb_prepare_error", ADDRESS, ADDRESS);
  static final MethodHandle DESTROY_PREPARE = bind("duckdb_destroy_prepare", null, ADDRESS);
  static final MethodHandle EXECUTE_STREAMING =
      bind("duckdb_execute_prepared_streaming", JAVA_INT, ADDRESS, ADDRESS);
  static final MethodHandle RESULT_ERROR = bind("duckdb_result_error", ADDRESS, ADDRESS);
  static final MethodHandle DESTROY_RESULT = bind("duckdb_destroy_result", null, ADDRESS);
  static final MethodHandle COLUMN_COUNT = bind("duckdb_column_count", JAVA_LONG, ADDRESS);
  static final MethodHandle COLUMN_TYPE = bind("duckdb_column_type", JAVA_INT, ADDRESS, JAVA_LONG);

  static final MethodHandle FETCH_CHUNK = bind("duckdb_fetch_chunk", ADDRESS, RESULT);
  static final MethodHandle DESTROY_CHUNK = bind("duckdb_destroy_data_chunk", null, ADDRESS);
  static final MethodHandle CHUNK_SIZE = bind("duckdb_data_chunk_get_size", JAVA_LONG, ADDRESS);
  static final MethodHandle CHUNK_VECTOR =
      bind("duckdb_data_chunk_get_vector", ADDRESS, ADDRESS, JAVA_LONG);
  static final MethodHandle VECTOR_DATA = bind("duckdb_vector_get_data", ADDRESS, ADDRESS);
  static final MethodHandle VECTOR_VALIDITY = bind("duckdb_vector_get_validity", ADDRESS, ADDRESS);
  static final MethodHandle LIST_CHILD = bind("duckdb_list_vector_get_child", ADDRESS, ADDRESS);
  static final MethodHandle LIST_SIZE = bind("duckdb_list_vector_get_size", JAVA_LONG, ADDRESS);

  static final MethodHandle CREATE_TYPE = bind("duckdb_create_logical_type", ADDRESS, JAVA_INT);
  static final MethodHandle CREATE_DECIMAL =
      bind("duckdb_create_decimal_type", ADDRESS, JAVA_BYTE, JAVA_BYTE);
  static final MethodHandle CREATE_LIST = bind("duckdb_create_list_type", ADDRESS, ADDRESS);
  static final MethodHandle DESTROY_TYPE = bind("duckdb_destroy_logical_type", null, ADDRESS);
  static final MethodHandle CREATE_CHUNK =
      bind("duckdb_create_data_chunk", ADDRESS, ADDRESS, JAVA_LONG);
  static final MethodHandle RESET_CHUNK = bind("duckdb_data_chunk_reset", null, ADDRESS);
  static final MethodHandle SET_CHUNK_SIZE =
      bind("duckdb_data_chunk_set_size", null, ADDRESS, JAVA_LONG);
  static final MethodHandle WRITABLE_VALIDITY =
      bind("duckdb_vector_ensure_validity_writable", null, ADDRESS);
  static final MethodHandle LIST_RESERVE =
      bind("duckdb_list_vector_reserve", JAVA_INT, ADDRESS, JAVA_LONG);
  static final MethodHandle LIST_SET_SIZE =
      bind("duckdb_list_vector_set_size", JAVA_INT, ADDRESS, JAVA_LONG);

  static final MethodHandle APPENDER_CREATE =
      bind("duckdb_appender_create", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  static final MethodHandle APPENDER_ERROR = bind("duckdb_appender_error", ADDRESS, ADDRESS);
  static final MethodHandle APPENDER_CLOSE = bind("duckdb_appender_close", JAVA_INT, ADDRESS);
  static final MethodHandle APPENDER_DESTROY = bind("duckdb_appender_destroy", JAVA_INT, ADDRESS);
  static final MethodHandle APPEND_CHUNK =
      bind("duckdb_append_data_chunk", JAVA_INT, ADDRESS, ADDRESS);

  private CApi() {}

  /** Text of a C string; empty for the null pointer. */
  static String text(MemorySegment utf8) {
    return utf8.address() == 0 ? "" : utf8.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** What a failed call through a method handle becomes; the handles themselves throw nothing. */
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  private static MethodHandle bind(
      String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
    MemorySegment address =
        LIBRARY.find(name).orElseThrow(() -> new UnsatisfiedLinkError("DuckDB lacks " + name));
    FunctionDescriptor type =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    return Linker.nativeLinker().downcallHandle(address, type);
  }
}
