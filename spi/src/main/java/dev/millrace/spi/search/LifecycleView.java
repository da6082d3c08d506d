package dev.millrace.spi.search;

/** Whether what was set aside is looked at. */
public enum LifecycleView {
  ACTIVE,
  DELETED,
  ALL
}
