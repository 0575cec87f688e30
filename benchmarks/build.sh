# Sourced: builds the benchmarks from what is checked out; sets $java and $classpath.
mvn -q -B -ntp -Dquick -pl benchmarks -am package -DskipTests -Dmdep.outputFile=target/classpath.txt dependency:build-classpath
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classpath="benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)"
