#!/bin/sh
# Installs what the tests take from the system: Chromium, to look at the dashboard, and Chinese
# fonts, to show and to typeset it. Where that is not allowed it says so and goes on: the tests
# that need them skip with a reason.
set -u

have() { command -v "$1" >/dev/null 2>&1; }

have_chromium() {
    have chromium || have chromium-browser || have google-chrome ||
        [ -d /Applications/Chromium.app ] || [ -d "/Applications/Google Chrome.app" ]
}

left_out() { echo "Not installed: $1. Tests that need it are skipped." >&2; }

install_with_apt() {
    missing=
    have_chromium || missing="chromium"
    for package in fonts-noto-cjk fonts-wqy-microhei; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif have sudo && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        left_out "$missing (root only: apt-get install $missing)"
        return 0
    fi
    echo "Installing $missing ..."
    $as_root apt-get update -qq
    for package in $missing; do
        # Ubuntu has Chromium under another name.
        [ "$package" = chromium ] && other=chromium-browser || other=$package
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$package" >/dev/null ||
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$other" >/dev/null ||
            left_out "$package"
    done
}

if have apt-get; then
    install_with_apt
elif have_chromium; then
    :
elif have brew; then
    brew install --cask chromium || left_out chromium
else
    left_out "Chromium (no package manager known here)"
fi
