// What nearly every test parses (LOCKKEEPER_QUICK). No file may rely on it: the presets without it tell.
#pragma once

#include "Pch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef QT_WIDGETS_LIB
#include <QtWidgets>
#endif
