# Finds a JDK that is new enough; sourced by the launcher and by the tools, and run by the build.
# POSIX sh. Reads the `release` file of each candidate, so that no JVM is started to ask its version.

# Prints the feature version of the Java home $1 (25 for 25.0.1, 8 for 1.8.0), or nothing.
jdk_version() {
  jdk_line=
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS= read -r jdk_line; do
      case $jdk_line in JAVA_VERSION=*) break ;; esac
      jdk_line=
    done < "$1/release"
  fi
  [ -n "$jdk_line" ] || jdk_line=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "/JAVA_VERSION="/p')
  jdk_line=${jdk_line#JAVA_VERSION=}
  jdk_line=${jdk_line#\"}
  jdk_line=${jdk_line#1.}
  printf '%s' "${jdk_line%%[!0-9]*}"
}

# Sets JDK_FOUND when $1 is the home of a JDK of version $JDK_WANTED or newer; remembers where it looked.
jdk_try() {
  [ -n "$1" ] || return 1
  jdk_found_version=$(jdk_version "$1")
  if [ -z "$jdk_found_version" ]; then
    JDK_LOOKED="$JDK_LOOKED
  $2: no bin/java there"
    return 1
  fi
  if [ "$jdk_found_version" -lt "$JDK_WANTED" ]; then
    JDK_LOOKED="$JDK_LOOKED
  $2: Java $jdk_found_version"
    return 1
  fi
  if [ ! -x "$1/bin/javac" ]; then
    JDK_LOOKED="$JDK_LOOKED
  $2: Java $jdk_found_version without javac (a JRE; the JDK is needed)"
    return 1
  fi
  JDK_FOUND=$1
}

# The Java home that a `java` command belongs to, links followed.
jdk_home_of() {
  jdk_program=$1
  while [ -L "$jdk_program" ]; do
    jdk_target=$(readlink "$jdk_program")
    case $jdk_target in
      /*) jdk_program=$jdk_target ;;
      *) jdk_program=${jdk_program%/*}/$jdk_target ;;
    esac
  done
  jdk_program=${jdk_program%/*}
  printf '%s' "${jdk_program%/*}"
}

# find_jdk VERSION: sets JDK_FOUND to the home of a JDK of that version or newer, or says which JDK
# is needed and where it looked, and returns 2.
find_jdk() {
  JDK_WANTED=$1
  JDK_FOUND=
  JDK_LOOKED=
  if [ -n "${MILLRACE_JAVA:-}" ]; then
    # An explicit choice is not second-guessed.
    jdk_try "$MILLRACE_JAVA" "MILLRACE_JAVA=$MILLRACE_JAVA" && return 0
  else
    jdk_try "${JAVA_HOME:-}" "JAVA_HOME=${JAVA_HOME:-}" && return 0
    if jdk_command=$(command -v java 2>/dev/null) && [ -n "$jdk_command" ]; then
      jdk_try "$(jdk_home_of "$jdk_command")" "java on the PATH ($jdk_command)" && return 0
    fi
    for jdk_place in "${JAVA25_HOME:-}" /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/*java* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
      [ -x "$jdk_place/bin/java" ] && jdk_try "$jdk_place" "$jdk_place" && return 0
    done
    if [ -x /usr/libexec/java_home ]; then
      jdk_place=$(/usr/libexec/java_home -v "$JDK_WANTED+" 2>/dev/null) && jdk_try "$jdk_place" "$jdk_place" && return 0
    fi
    JDK_LOOKED="$JDK_LOOKED
  and in /usr/lib/jvm /usr/lib64/jvm /usr/java /opt ~/.sdkman ~/.jdks (and java_home on macOS)"
  fi
  cat >&2 <<END
millrace needs JDK $JDK_WANTED or newer and found none. It looked at:$JDK_LOOKED
Install a JDK $JDK_WANTED (for example Eclipse Temurin or OpenJDK), or set MILLRACE_JAVA to the folder of one.
END
  return 2
}
