// A made-up project's code as a list of its symbols, and its text as if somebody had written it.
//
// The list is a text, a line each (resources/demo/code/*.txt); ";;" begins a remark:
//
//   style numpy | sphinx | google             how its Python docstrings speak of parameters
//   parameter NAME | TYPE | MEANING           the same for every function that has it
//   file PATH | SUMMARY [| MORE]              a Python module; what follows is in it
//   class NAME | SUMMARY
//     def NAME(ARGUMENTS) [-> RESULT] | SUMMARY    indented: a method
//   matlab NAME(ARGUMENTS) [-> RESULTS] | SUMMARY  a function in a file of its own
//   example TITLE                             a script; they come and go
//   note SENTENCE                             what a change adds to a docstring
#pragma once

#include "demo/code/CodeSite.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace lockkeeper::demo {

struct CodeParameter
{
    QString type;
    QString meaning;
};

struct CodeSymbol
{
    enum class Kind { Class, Function, Method };

    Kind kind = Kind::Function;
    QString name;
    QStringList arguments = {}; // as they are written: "tmax=None"
    QString result = {};        // empty: none
    QString summary = {};
    QStringList notes = {}; // of changes
};

struct CodeFile
{
    QString path;
    bool isMatlab = false;
    QString summary = {}; // the module's
    QString more = {};
    std::vector<CodeSymbol> symbols = {};
};

struct CodeProject
{
    QString style;
    QMap<QString, CodeParameter> parameters;
    std::vector<CodeFile> files;
    QStringList exampleTitles;
    QStringList noteSentences;
    int firstExample = 0; // those that are there: firstExample … lastExample - 1, titles in turn
    int lastExample = 0;
};

// Lines that are none of the above are passed over.
[[nodiscard]] CodeProject readProject(const QString &text);

// "low" of "low=None".
[[nodiscard]] QString argumentName(const QString &argument);

[[nodiscard]] QByteArray pythonText(const CodeProject &project, const CodeFile &file);
[[nodiscard]] QByteArray exampleText(const CodeProject &project, int number);
[[nodiscard]] QByteArray matlabText(const CodeProject &project, const CodeFile &file);

// The tree: modules, MATLAB's functions, examples, and what is no code.
[[nodiscard]] CodeFiles treeOf(const CodeProject &project);

} // namespace lockkeeper::demo
