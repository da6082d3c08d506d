package dev.millrace.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the machine has, or the container it shows to its processes. */
final class MachineSize {
  private MachineSize() {}

  /** Bytes of memory. */
  static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
