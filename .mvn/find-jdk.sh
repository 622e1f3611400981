# Read by mvnw and flowc with `.`; POSIX sh. Exports JAVA_HOME, a JDK (with javac) of at least version $required_java,
# and sets $java_version.
# Looks at JAVA_HOME, the java on the PATH, then the usual places; what is older or only a runtime is passed over.
# Without one: one line on stderr, exit 3. The caller sets $program to its name.

required_java=25

# read_version HOME: sets $java_version to what the JDK there says of itself and $major to its feature release, or to 0.
read_version() {
    java_version='' major=0
    if [ -r "$1/release" ]; then
        while IFS='=' read -r name value; do
            [ "$name" = JAVA_VERSION ] && { java_version=$value; break; }
        done < "$1/release"
    else
        java_version=$("$1/bin/java" -version 2>&1) || return 0
        java_version=${java_version#*version }
    fi
    java_version=${java_version#\"}
    java_version=${java_version%%\"*}
    major=${java_version%%[!0-9]*}
    major=${major:-0}
}

is_wanted_jdk() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    read_version "$1"
    [ "$major" -ge "$required_java" ]
}

# use_first_of DIRECTORY...: a pattern that matched nothing arrives as itself and is no JDK.
use_first_of() {
    for candidate in "$@"; do
        if is_wanted_jdk "$candidate"; then
            JAVA_HOME=$candidate
            return 0
        fi
    done
    return 1
}

use_java_on_path() {
    on_path=$(command -v java) || return 1
    while [ -h "$on_path" ]; do
        link=$(readlink "$on_path") || return 1
        case $link in
            /*) on_path=$link ;;
            *) on_path=${on_path%/*}/$link ;;
        esac
    done
    case $on_path in
        /usr/bin/java) return 1 ;;  # macOS: a stub, which java_home below answers for
        */bin/java) use_first_of "${on_path%/bin/java}" ;;
        *) return 1 ;;
    esac
}

use_usual_place() {
    home=${HOME:-/nonexistent}
    if [ -x /usr/libexec/java_home ]; then  # macOS knows its own
        told=$(/usr/libexec/java_home -v "$required_java+" 2> /dev/null) && use_first_of "$told" && return 0
    fi
    use_first_of /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
        "${SDKMAN_DIR:-$home/.sdkman}"/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec \
        "$home"/.jdks/* "$home"/.gradle/jdks/* "$home"/.asdf/installs/java/* "$home"/.local/share/mise/installs/java/* "$home"/.jabba/jdk/*
}

if ! { use_first_of "${JAVA_HOME:-/nonexistent}" || use_java_on_path || use_usual_place; }; then
    echo "$program: needs a JDK $required_java or newer, and found none: install one (apt install openjdk-$required_java-jdk, sdk install java, brew install openjdk, or https://adoptium.net) or set JAVA_HOME to it" >&2
    exit 3
fi
export JAVA_HOME
