#!/bin/sh
# Takes the window's pictures over the demo, light and dark, at two sizes and two scales, into a folder to look at, and
# renews those of the README beside this script.
#   resources/screenshots/make.sh [BUILD_DIR] [OUT_DIR]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../../build/debug}
out=${2:-$build/screenshots}
export QT_QPA_PLATFORM=offscreen
for scale in 1 2; do
    for appearance in light dark; do
        for size in 1200x760 900x600; do
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-screenshots" "$out/x$scale" \
                --appearance "$appearance" --size "$size"
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-screenshots" "$out/x$scale" --locks \
                --appearance "$appearance" --size "$size"
        done
        for size in 1200x660 900x600; do
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-history-pictures" "$out/x$scale" \
                --appearance "$appearance" --size "$size"
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-migration-pictures" "$out/x$scale" \
                --appearance "$appearance" --size "$size"
            for pages in onboarding settings opening; do
                QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-$pages-pictures" "$out/x$scale" \
                    --appearance "$appearance" --size "$size"
            done
        done
        for size in 1200x660 1200x560 900x460; do
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-health-pictures" "$out/x$scale" \
                --appearance "$appearance" --size "$size"
            QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-inspector-pictures" "$out/x$scale" \
                --appearance "$appearance" --size "$size"
        done
        # Nothing yet, one source, and eight communities of six, made up.
        for run in "0 1" "1 1" "8 6"; do
            # shellcheck disable=SC2086 # two numbers
            set -- $run
            for size in 1200x660 900x500; do
                QT_SCALE_FACTOR=$scale "$build/bin/lockkeeper-locks-pictures" "$out/x$scale" --communities "$1" \
                    --sources "$2" --appearance "$appearance" --size "$size"
            done
        done
    done
done
for appearance in light dark; do
    cp "$out/x2/running-$appearance-1200x760.png" "$here/dashboard-$appearance.png"
    cp "$out/x2/locks-$appearance-1200x760.png" "$here/locks-$appearance.png"
    cp "$out/x2/inspector-rendered-$appearance-1200x560.png" "$here/inspector-$appearance.png"
done
echo "Pictures are in $out"
