// The parts of a configuration, each read from the keys at its top into its part of a Community. What is
// wrong goes to the reader's problems; what is right is kept, so that one pass names everything.
#pragma once

#include "community/Community.h"
#include "community/Reader.h"

#include <QString>

namespace lockkeeper::community {

// `id`, `name`, `description`, `status`, `links`, `maintainers`. The id must be `folder`, the name of the
// file's folder.
void readIdentity(Reader &reader, const Fields &top, const QString &folder, Community &community);

void readSchedule(Reader &reader, const Fields &top, Community &community);     // `sync`
void readGithub(Reader &reader, const Fields &top, Community &community);       // `github`
void readCitations(Reader &reader, const Fields &top, Community &community);    // `citations`
void readForums(Reader &reader, const Fields &top, Community &community);       // `discourse`
void readDocstrings(Reader &reader, const Fields &top, Community &community);   // `docstrings`
void readMailingLists(Reader &reader, const Fields &top, Community &community); // `mailman`

} // namespace lockkeeper::community
