// The HTML of a forum's post as Markdown (CommonMark with GitHub's tables and strike-through), for people and
// for language models to read. Pure; any thread.
//
// Kept: paragraphs, headings, lists, links, emphasis, code with its language, quotes with who is quoted,
// tables, images by their alternative text, emoji and mentions as text, details and spoilers opened, the
// title and link of a onebox. Left out: scripts, styles, frames, forms, images without a text (trackers have
// none). What was plain text stays plain text: it never turns into a heading, a list, a link, code, emphasis,
// a quote, a table or HTML. Bare addresses stay bare; CommonMark makes no link of them.
//
// How Discourse writes its posts ("cooked"): its markdown-it plugins, https://github.com/discourse/discourse
#pragma once

#include <QString>
#include <QUrl>

namespace lockkeeper::text {

// What is longer is cut off before it is read; a post of Discourse has 32,000 characters of source at most by
// default.
inline constexpr qsizetype htmlLimit = 512 * 1024; // bytes of UTF-8

// `base`: where relative links and images lead from; may be empty, then those become plain text.
[[nodiscard]] QString htmlToMarkdown(const QString &html, const QUrl &base = {});

} // namespace lockkeeper::text
