# Read by the scripts of this folder with `.`; POSIX sh. The caller sets $program to its name and $bench to this folder.
# With -h or --help it prints the comment at the caller's top and exits. Exports JAVA_HOME.

case ${1:-} in
    -h | --help) sed -n '2,/^[^#]/s/^# //p' "$0"; exit ;;
esac
. "$bench/../.mvn/find-jdk.sh"

# checked ARGUMENT...: all of the script's arguments, the usual ones where some are left out; or says what is wrong and exits with 2.
# From the source, since what is wrong shall not wait for the build.
checked() {
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$bench/src/main/java/flowc/bench/script/Script.java" "$program" "$@"
}

build() {
    sh "$bench/../mvnw" -q ${FLOWC_MVN_OPTS:-} -f "$bench/../pom.xml" -Pbench -Dmaven.test.skip=true -pl bench -am package
}

classes=$bench/target/classes:$bench/target/jars/*
