package dev.millrace.core.serve.log;

/** When a record counts as kept. */
public enum Durability {
  /** Handed to the operating system: it survives the death of the process. */
  PROCESS,
  /** On the disk: it survives the death of the machine. */
  DISK
}
