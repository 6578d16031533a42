# Sourced by the other scripts: install a Debian package when we are allowed to.
# POSIX sh, because a fresh Debian has nothing else for certain.

install_package() {
    package=$1
    reason=$2
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "$reason Install it with your system's package manager (on Debian: $package)."
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        stop "$reason Run this once, then try again: sudo apt-get install $package"
    fi
    echo "$reason Installing Debian's $package."
    # A fresh container has no package lists at all.
    $sudo apt-get update -q >/dev/null || stop "apt-get update failed."
    # env: sudo forgets our variables; a question would wait for ever where nobody answers.
    $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$package" >/dev/null ||
        stop "apt-get install $package failed."
}

stop() {
    echo "essaim: $*" >&2
    exit 1
}
