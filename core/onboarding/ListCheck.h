// A mailing list's archive for `mailman`: that it is a pipermail archive, its periods, about how much is in
// it. Two requests. On a worker's thread.
#pragma once

#include "community/Community.h"
#include "http/Message.h"
#include "onboarding/Findings.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] ListFinding checkList(Asker &asker, const community::MailingList &list);

// A page as a person's browser would ask for it.
[[nodiscard]] http::Request pageRequest(const QUrl &url);

} // namespace lockkeeper::onboarding
