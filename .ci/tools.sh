# Sourced by .ci/run: installs the Debian packages that are missing and finds the JDKs. Sets JDK17 and JDK25 (empty if there is none).

# install COMMAND PACKAGE: unless the command is there. No daemon is started.
install() {
  command -v "$1" >/dev/null && return
  echo "installing $2"
  local root=() policy=/usr/sbin/policy-rc.d
  [[ $(id -u) == 0 ]] || root=(sudo)
  [[ -n ${updated:-} ]] || "${root[@]}" apt-get -qq update
  updated=yes
  [[ -e $policy ]] || {
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null
    "${root[@]}" chmod +x "$policy"
    local ours=yes
  }
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$2"
  [[ -z ${ours:-} ]] || "${root[@]}" rm "$policy"
}

# jdk VERSION: the home of an installed JDK.
jdk() {
  local release
  for release in /usr/lib/jvm/*/release; do
    if grep -q "^JAVA_VERSION=\"$1[.\"]" "$release" && [[ -x ${release%/release}/bin/javac ]]; then
      echo "${release%/release}"
      return
    fi
  done
}

install git git
install curl curl
install mvn maven
install prometheus prometheus
install amtool prometheus-alertmanager
install prometheus-blackbox-exporter prometheus-blackbox-exporter
install docker-compose docker-compose
[[ -n $(jdk 17) ]] || install no-jdk-17 openjdk-17-jdk-headless

JDK17=$(jdk 17)
JDK25=$(jdk 25)
export JDK17 JDK25
echo "JDK 17: ${JDK17:?no JDK 17, and none could be installed}"
echo "JDK 25: ${JDK25:-none}"
if [[ -z $JDK25 ]]; then
  echo "!!! No JDK 25 under /usr/lib/jvm: nothing will be tested on it. !!!"
fi
