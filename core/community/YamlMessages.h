// The parser's terse messages as sentences a maintainer understands.
#pragma once

#include <QString>

#include <string>

namespace lockkeeper::community {

struct YamlMessage
{
    QString text;
    QString hint;
};

// `parserMessage` is one of yaml-cpp 0.7's (YAML::ErrorMsg); one we have no words for is quoted.
[[nodiscard]] YamlMessage messageFor(const std::string &parserMessage);

} // namespace lockkeeper::community
