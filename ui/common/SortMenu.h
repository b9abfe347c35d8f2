// The order of a list's rows by keys: Ctrl+Shift+O offers its columns, as a click into the header takes one.
#pragma once

class QAbstractItemView;
class QHeaderView;

namespace lockkeeper::ui {

void addSortMenu(QAbstractItemView *view, QHeaderView *header);

} // namespace lockkeeper::ui
