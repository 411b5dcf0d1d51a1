#!/bin/sh
# Double-click this on macOS: it does what "python3 run.py" does, and keeps its window open with the reason when it cannot.
cd "$(dirname "$0")" || exit 1

stay_open() {
    printf '\n%s\n%s' "The dashboard did not start, or it stopped; the lines above say why." "Press Enter to close. "
    read -r _
    exit "$1"
}

if [ ! -f run.py ] || [ ! -f launcher/main.py ]; then
    echo "The other files of the dashboard are not beside this one. Unpack the whole ZIP and start this file there."
    stay_open 2
fi

# Names of installers and of Homebrew that a new window may not know yet.
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
    chosen=$(command -v "$name") || continue
    # Without Apple's developer tools this one only opens a window that offers to install them.
    if [ "$chosen" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ] && ! xcode-select -p >/dev/null 2>&1; then
        continue
    fi
    if "$chosen" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        "$chosen" run.py "$@"
        code=$?
        [ "$code" = 0 ] || [ "$code" = 130 ] || stay_open "$code"
        exit "$code"
    fi
done

echo "Python 3.11 or newer was not found on this computer."
echo "Install Python 3.13 from https://www.python.org/downloads/ and start this file again."
stay_open 2
