# Sourced by the scripts that start examples: build MODULES JAR... builds the modules with Maven where a jar is missing, or older than a
# source it may be made of; find_java sets $java and, where it warns of what Netty and the collector do, $quiet. Needs $home, the directory
# of the repository, and fail.

find_java() {
  local version
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "$java is not there; Java 17 or newer is needed"
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
  [[ $version =~ ^[0-9]+$ && $version -ge 17 ]] || fail "$java is Java $version; Java 17 or newer is needed"
  quiet=
  [[ $version -lt 24 ]] || quiet=--sun-misc-unsafe-memory-access=allow
}

stale() {
  local jar
  for jar; do
    [[ -f $jar ]] || return 0
    [[ -z $(find "$home" \( -name target -o -name .git \) -prune -o \
      \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$jar" -print -quit) ]] || return 0
  done
  return 1
}

build() {
  local modules=$1 output
  shift
  stale "$@" || return 0
  command -v mvn >/dev/null || fail "Maven is needed to build the example, and there is no mvn"
  echo "Building the example with Maven; the first time it also downloads what it needs, which takes a few minutes ..."
  # Its output only where it fails: even when quiet it prints escape sequences.
  if ! output=$(cd "$home" && mvn -B -ntp -q -Dquick -DskipTests -pl "$modules" -am package 2>&1); then
    echo "$output" >&2
    fail "the build failed"
  fi
  touch "$@"
}
