# Shared by ./ravine and ./check: finds JDK 25.0.3 or newer and sets JAVA_HOME to it.

required="25.0.3"

# Prints the version of the JDK in folder $1, or nothing.
version_of() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9.]*\).*/\1/p' "$1/release"
}

new_enough() {
  local version
  version=$(version_of "$1") || return 1
  [ -n "$version" ] && [ "$(printf '%s\n' "$required" "$version" | sort -V | head -n 1)" = "$required" ]
}

candidates() {
  [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
  local java
  java=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$java")")"
  local folder
  for folder in /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -d "$folder" ] && echo "$folder"
  done
  return 0
}

find_jdk() {
  local folder
  while IFS= read -r folder; do
    if new_enough "$folder"; then
      export JAVA_HOME="$folder"
      return
    fi
  done < <(candidates)
  local found="none was found"
  if command -v java >/dev/null 2>&1; then
    found="java on the PATH is $(java -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)"
  fi
  echo "ravine: JDK $required or newer is needed, but $found: install one, or point JAVA_HOME to it" >&2
  exit 2
}

# Options of every JVM that computes. Huge pages, where the system has them on request, spare a third
# of a training step: weights and batches are megabytes.
java_options() {
  echo -XX:+UseParallelGC
  # Hazelcast reads and writes memory by it.
  echo --sun-misc-unsafe-memory-access=allow
  echo --add-modules=jdk.incubator.vector
  [ "$(uname -s)" = Linux ] && echo -XX:+UseTransparentHugePages
  [ -z "${HOME:-}" ] && echo "-Duser.home=${TMPDIR:-/tmp}"
  return 0
}

# File names are UTF-8, whatever the locale says: Java reads them by it.
use_utf8() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *[Uu][Tt][Ff]*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

check_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    echo "ravine: Maven (mvn) is needed to build, but is not on the PATH" >&2
    exit 2
  fi
}

# Maven in folder $1 with the rest as arguments, quiet, without its own JVM's warnings.
run_maven() {
  local folder=$1
  shift
  check_maven
  (cd "$folder" && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn --batch-mode --quiet "$@")
}
