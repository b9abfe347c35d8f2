// The smallest configuration that syncs something, for the greeting page. Pure.
#pragma once

#include <QString>

namespace lockkeeper::ui {

[[nodiscard]] QString exampleConfig(); // YAML for <communities folder>/my-community/config.yaml

} // namespace lockkeeper::ui
