// When a paper appeared, as exactly as it is known: "2024-07-04", "2024-07" or "2024". Pure functions; any
// thread. Null where no year can be told.
#pragma once

#include <QString>

namespace lockkeeper::sources::papers {

// PubMed's parts; a month is a number or a name ("04", "Apr"), a day that the month does not have is left
// out.
[[nodiscard]] QString dateOf(const QString &year, const QString &month, const QString &day);

// PubMed's MedlineDate and seasons: "1978 Jul-Sep", "1998 Dec-1999 Jan", "2000 Spring", "1999-2000",
// "2007 Oct 15-21". Of a span its beginning.
[[nodiscard]] QString dateInText(const QString &text);

// An ISO date, or as much of one as there is: "2023-01-01", "2023-01", "2023".
[[nodiscard]] QString checkedDate(const QString &text);

} // namespace lockkeeper::sources::papers
